import { integer, pick } from "./random.js";
import { ask, type KnownAnswerTask, type Random } from "./task.js";
import { person, things } from "./vocabulary.js";

interface Story {
  readonly question: string;
  /** Follows the working in the answer. */
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

/** The way to the result in steps that need no thought: first the tens of the second number, then its ones. */
function working(a: number, sign: "+" | "-", b: number): string {
  const step = (from: number, by: number): number => (sign === "+" ? from + by : from - by);
  const [tens, ones] = [b - (b % 10), b % 10];
  if (tens === 0 || ones === 0) return `${a} ${sign} ${b} = ${step(a, b)}.`;
  const between = step(a, tens);
  return `${a} ${sign} ${tens} = ${between}, ${between} ${sign} ${ones} = ${step(a, b)}.`;
}

const task = (kind: "sum" | "difference", steps: string, result: number, story: Story): KnownAnswerTask => ({
  kind,
  messages: ask(story.question),
  expected: String(result),
  decoys: [],
  answer: steps + story.conclusion,
});

/** Two numbers from 1 to 99, added: bare, or in a little story. */
export function createSum(random: Random): KnownAnswerTask {
  const [a, b] = [integer(random, 1, 99), integer(random, 1, 99)];
  const story = random() < 0.4 ? plain(`${a} + ${b}`, `${a} plus ${b}`, random) : gaining(a, b, a + b, random);
  return task("sum", working(a, "+", b), a + b, story);
}

/** A number from 3 to 99 less a smaller one; never below 1, nor one of the two numbers again. */
export function createDifference(random: Random): KnownAnswerTask {
  const a = integer(random, 3, 99);
  const smaller = integer(random, 1, a - 1);
  const b = 2 * smaller === a ? smaller - 1 : smaller;
  const story = random() < 0.4 ? plain(`${a} - ${b}`, `${a} minus ${b}`, random) : losing(a, b, a - b, random);
  return task("difference", working(a, "-", b), a - b, story);
}
