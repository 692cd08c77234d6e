import { integer, pick } from "./random.js";
import { ask, type KnownAnswerTask, type Random } from "./task.js";
import { person, things } from "./vocabulary.js";

interface Story {
  readonly question: string;
  /** Follows the equation in the answer. */
  readonly conclusion: string;
}

const plain = (equation: string, spoken: string, random: Random): Story => ({
  question: pick(random, [
    `What is ${equation}?`,
    `${equation} = ?`,
    `How much is ${spoken}?`,
    `Calculate ${equation}.`,
  ]),
  conclusion: "",
});

function gaining(a: number, b: number, result: number, random: Random): Story {
  const [who, what] = [person(random), pick(random, things)];
  const verb = pick(random, ["finds", "buys", "gets"]);
  return {
    question: `${who} has ${a} ${what} and ${verb} ${b} more. How many ${what} does ${who} have now?`,
    conclusion: ` ${who} has ${result} ${what}.`,
  };
}

function losing(a: number, b: number, result: number, random: Random): Story {
  const [who, what] = [person(random), pick(random, things)];
  const verb = pick(random, ["loses", "sells", "gives away"]);
  return {
    question: `${who} has ${a} ${what} and ${verb} ${b}. How many ${what} does ${who} have now?`,
    conclusion: ` ${who} has ${result} ${what}.`,
  };
}

const task = (kind: "sum" | "difference", equation: string, result: number, story: Story): KnownAnswerTask => ({
  kind,
  messages: ask(story.question),
  expected: String(result),
  decoys: [],
  answer: `${equation} = ${result}.${story.conclusion}`,
});

/** Two numbers from 1 to 99, added: bare, or in a little story. */
export function createSum(random: Random): KnownAnswerTask {
  const [a, b] = [integer(random, 1, 99), integer(random, 1, 99)];
  const story = random() < 0.4 ? plain(`${a} + ${b}`, `${a} plus ${b}`, random) : gaining(a, b, a + b, random);
  return task("sum", `${a} + ${b}`, a + b, story);
}

/** A number from 2 to 99 less a smaller one; never below 1. */
export function createDifference(random: Random): KnownAnswerTask {
  const a = integer(random, 2, 99);
  const b = integer(random, 1, a - 1);
  const story = random() < 0.4 ? plain(`${a} - ${b}`, `${a} minus ${b}`, random) : losing(a, b, a - b, random);
  return task("difference", `${a} - ${b}`, a - b, story);
}
