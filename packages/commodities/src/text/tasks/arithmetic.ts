import { integer, pick } from "./random.js";
import { ask, type KnownAnswerTask, type Random, type TaskKind } from "./task.js";
import { person, things } from "./vocabulary.js";

interface Story {
  readonly question: string;
  /** Follows the working in the answer. */
  readonly conclusion: string;
}

/** Ways to ask for `a sign b`, which is `said` in words. */
function plain(random: Random, a: number, sign: string, b: number, said: string, more: readonly string[]): Story {
  const question = pick(random, [
    `What is ${a} ${sign} ${b}?`,
    `What is ${a} ${said} ${b}?`,
    `What's ${a} ${said} ${b}?`,
    `what is ${a} ${said} ${b}`,
    `${a} ${sign} ${b} = ?`,
    `${a} ${sign} ${b}`,
    `${a}${sign}${b}`,
    `${a}${sign}${b}=`,
    `${a} ${said} ${b}?`,
    `How much is ${a} ${said} ${b}?`,
    `Calculate ${a} ${sign} ${b}.`,
    `Compute ${a} ${sign} ${b}`,
    `Please work out ${a} ${said} ${b}.`,
    `Can you tell me what ${a} ${sign} ${b} is?`,
    ...more,
    ...more,
  ]);
  return { question, conclusion: "" };
}

function gaining(random: Random, a: number, b: number): Story {
  const [who, what] = [person(random), pick(random, things)];
  const verb = pick(random, ["finds", "buys", "gets"]);
  const question = pick(random, [
    `${who} has ${a} ${what} and ${verb} ${b} more. How many ${what} does ${who} have now?`,
    `${who} has ${a} ${what} and ${verb} ${b} more. How many ${what} does ${who} have?`,
    `${who} has ${a} ${what}. Then ${who} ${verb} ${b} more. How many ${what} are there now?`,
  ]);
  return { question, conclusion: ` ${who} has ${a + b} ${what}.` };
}

const gainingMyself = (random: Random, a: number, b: number): Story => {
  const [what, verb] = [pick(random, things), pick(random, ["found", "bought", "got"])];
  return {
    question: `I had ${a} ${what} and ${verb} ${b} more. How many do I have?`,
    conclusion: ` You have ${a + b} ${what}.`,
  };
};

function losing(random: Random, a: number, b: number): Story {
  const [who, what] = [person(random), pick(random, things)];
  const verb = pick(random, ["loses", "sells", "gives away"]);
  const question = pick(random, [
    `${who} has ${a} ${what} and ${verb} ${b}. How many ${what} does ${who} have now?`,
    `${who} has ${a} ${what} and ${verb} ${b}. How many ${what} are left?`,
    `${who} has ${a} ${what}. Then ${who} ${verb} ${b} of them. How many ${what} does ${who} have?`,
  ]);
  return { question, conclusion: ` ${who} has ${a - b} ${what}.` };
}

const losingMyself = (random: Random, a: number, b: number): Story => {
  const [what, verb] = [pick(random, things), pick(random, ["lost", "sold", "gave away", "ate"])];
  const end = pick(random, ["How many are left?", "How many do I have?"]);
  return { question: `I had ${a} ${what} and ${verb} ${b}. ${end}`, conclusion: ` You have ${a - b} ${what}.` };
};

/** The way to the result in steps that need no thought: first the tens of the second number, then its ones. */
function working(a: number, sign: "+" | "-", b: number): string {
  const step = (from: number, by: number): number => (sign === "+" ? from + by : from - by);
  const [tens, ones] = [b - (b % 10), b % 10];
  if (tens === 0 || ones === 0) return `${a} ${sign} ${b} = ${step(a, b)}.`;
  const between = step(a, tens);
  return `${a} ${sign} ${tens} = ${between}, ${between} ${sign} ${ones} = ${step(a, b)}.`;
}

function task(random: Random, kind: TaskKind, steps: string, result: number, story: Story): KnownAnswerTask {
  const conclusion = pick(random, [story.conclusion, ` The answer is ${result}.`, ` That makes ${result}.`]);
  return {
    kind,
    messages: ask(story.question),
    expected: String(result),
    decoys: [],
    answer: steps + conclusion,
  };
}

/** Two numbers from 1 to 99, added: bare, or in a little story. */
export function createSum(random: Random): KnownAnswerTask {
  const [a, b] = [integer(random, 1, 99), integer(random, 1, 99)];
  const style = random();
  const more = [`Add ${a} and ${b}.`, `add ${a} and ${b}`, `What is the sum of ${a} and ${b}?`, `Sum of ${a} and ${b}`];
  const story =
    style < 0.6
      ? plain(random, a, "+", b, "plus", more)
      : style < 0.9
        ? gaining(random, a, b)
        : gainingMyself(random, a, b);
  return task(random, "sum", working(a, "+", b), a + b, story);
}

/** A number from 3 to 99 less a smaller one; never below 1, nor one of the two numbers again. */
export function createDifference(random: Random): KnownAnswerTask {
  const a = integer(random, 3, 99);
  const smaller = integer(random, 1, a - 1);
  const b = 2 * smaller === a ? smaller - 1 : smaller;
  const style = random();
  const more = [`Subtract ${b} from ${a}.`, `Take ${b} from ${a}`, `Take ${b} away from ${a}.`, `${a} less ${b}`];
  const story =
    style < 0.6
      ? plain(random, a, "-", b, "minus", more)
      : style < 0.9
        ? losing(random, a, b)
        : losingMyself(random, a, b);
  return task(random, "difference", working(a, "-", b), a - b, story);
}

const boxes = ["bags", "jars", "baskets", "drawers", "crates", "boxes"];

function sharing(random: Random, a: number, b: number): Story {
  const [who, box, what] = [person(random), pick(random, boxes), pick(random, things)];
  const question = pick(random, [
    `${who} has ${a} ${box} with ${b} ${what} each. How many ${what} does ${who} have?`,
    `There are ${b} ${what} in each of ${a} ${box}. How many ${what} are there?`,
  ]);
  return { question, conclusion: ` There are ${a * b} ${what}.` };
}

/** Two numbers from 2 to 10, multiplied. */
export function createProduct(random: Random): KnownAnswerTask {
  const [a, b] = [integer(random, 2, 10), integer(random, 2, 10)];
  const more = [`Multiply ${a} by ${b}.`, `Multiply ${a} and ${b}`, `What is the product of ${a} and ${b}?`];
  const bare = random() < 0.2;
  const story = bare ? plain(random, a, pick(random, ["*", "x"]), b, "times", more) : sharing(random, a, b);
  return task(random, "product", `${a} * ${b} = ${a * b}.`, a * b, story);
}
