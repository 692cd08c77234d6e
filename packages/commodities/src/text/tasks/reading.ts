import { distinct, integer, pick, sample } from "./random.js";
import { ask, type KnownAnswerTask, type Random, type TaskMessage } from "./task.js";
import { animals, colors, containers, devices, jobs, person, things, town } from "./vocabulary.js";

interface Fact {
  readonly statement: string;
  readonly questions: readonly string[];
  readonly expected: string;
}

const article = (noun: string): string => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

const livesIn = (who: string, where: string): Fact => ({
  statement: `${who} lives in ${where}.`,
  questions: [`Where does ${who} live?`, `In which town does ${who} live?`, `Where is the home of ${who}?`],
  expected: where,
});

const worksAs = (who: string, job: string): Fact => ({
  statement: `${who} works as ${article(job)}.`,
  questions: [`What does ${who} work as?`, `What is the job of ${who}?`, `What does ${who} do?`],
  expected: job,
});

const owns = (who: string, animal: string): Fact => ({
  statement: `${who} owns ${article(animal)}.`,
  questions: [`Which animal does ${who} own?`, `What animal does ${who} have?`, `What does ${who} own?`],
  expected: animal,
});

/** A fact as an answer, with or without its source. */
const said = (random: Random, statement: string): string =>
  pick(random, [statement, `The text says: ${statement}`, `It says: ${statement}`, `I read: ${statement}`]);

/** Two or three people with the same one or two attributes each. */
function people(random: Random): Fact[] {
  const count = integer(random, 2, 3);
  const names = distinct(count, () => person(random));
  const towns = distinct(count, () => town(random));
  const [theirJobs, theirAnimals] = [sample(random, jobs, count), sample(random, animals, count)];
  const attributes = sample(
    random,
    [
      (i: number) => livesIn(names[i]!, towns[i]!),
      (i: number) => worksAs(names[i]!, theirJobs[i]!),
      (i: number) => owns(names[i]!, theirAnimals[i]!),
    ],
    integer(random, 1, 2),
  );
  return names.flatMap((_, i) => attributes.map((attribute) => attribute(i)));
}

/** A passage about people, a question about one fact; now and then a second question in the same conversation. */
export function createReading(random: Random): KnownAnswerTask {
  const facts = people(random);
  const passage = facts.map((fact) => fact.statement).join(" ");
  const [first, second] = sample(random, facts, 2) as [Fact, Fact];
  const question = { role: "user", content: asked(random, passage, first) } as const;
  if (random() < 0.75) return task(random, facts, first, [question]);
  const reply: TaskMessage = { role: "assistant", content: first.statement };
  return task(random, facts, second, [question, reply, { role: "user", content: pick(random, second.questions) }]);
}

/** Passage and question as people put them together. */
function asked(random: Random, passage: string, { questions }: Fact): string {
  const question = pick(random, questions);
  return pick(random, [
    `${passage} ${question}`,
    `${passage} ${question}`,
    `Read this: ${passage} ${question}`,
    `Text: ${passage} ${question}`,
    `Text: ${passage} Question: ${question}`,
    `Passage: ${passage} Question: ${question}`,
    `${question} ${passage}`,
  ]);
}

function task(
  random: Random,
  facts: readonly Fact[],
  { expected, statement }: Fact,
  messages: readonly TaskMessage[],
): KnownAnswerTask {
  const decoys = facts.map((fact) => fact.expected).filter((word) => word !== expected);
  return {
    kind: "reading",
    messages,
    expected,
    decoys,
    answer: said(random, statement),
  };
}

const otherThan = (numbers: readonly number[], index: number): string[] =>
  numbers.filter((number) => number !== numbers[index]).map(String);

/** Containers with numbers of things in them, and how many are in one of them. */
function contents(random: Random): KnownAnswerTask {
  const names = distinct(3, () => `${pick(random, colors)} ${pick(random, containers)}`);
  const [what, index] = [pick(random, things), integer(random, 0, 2)];
  const numbers = names.map(() => integer(random, 2, 99));
  const passage = names.map((name, i) => `The ${name} holds ${numbers[i]} ${what}.`).join(" ");
  return {
    kind: "lookup",
    messages: ask(
      `${passage} ${pick(random, [
        `How many ${what} does the ${names[index]} hold?`,
        `How many ${what} are in the ${names[index]}?`,
      ])}`,
    ),
    expected: String(numbers[index]),
    decoys: otherThan(numbers, index),
    answer: said(random, `The ${names[index]} holds ${numbers[index]} ${what}.`),
  };
}

/** Codes of four digits, and the code of one thing. */
function codes(random: Random): KnownAnswerTask {
  const names = sample(random, devices, 3);
  const index = integer(random, 0, 2);
  const numbers = names.map(() => integer(random, 1000, 9999));
  const passage = names.map((name, i) => `The code of the ${name} is ${numbers[i]}.`).join(" ");
  return {
    kind: "lookup",
    messages: ask(
      `${passage} ${pick(random, [
        `What is the code of the ${names[index]}?`,
        `Which code does the ${names[index]} have?`,
        `Give me the code of the ${names[index]}.`,
      ])}`,
    ),
    expected: String(numbers[index]),
    decoys: otherThan(numbers, index),
    answer: said(random, `The code of the ${names[index]} is ${numbers[index]}.`),
  };
}

/** A number to be found in a passage. */
export const createLookup = (random: Random): KnownAnswerTask => (random() < 0.5 ? contents : codes)(random);
