import { integer, pick, sample } from "./random.js";
import { ask, type KnownAnswerTask, type Random, type TaskKind } from "./task.js";
import { commonWords } from "./vocabulary.js";

const someWords = (random: Random, low: number, high: number): string[] =>
  sample(random, commonWords, integer(random, low, high));

/** A list as people write it. */
const listed = (random: Random, words: readonly string[]): string => words.join(pick(random, [" ", " ", ", "]));

/** A task whose answer is a list, with spaces or with commas, and with or without a full stop. */
const listTask = (random: Random, kind: TaskKind, question: string, result: readonly string[]): KnownAnswerTask => ({
  kind,
  messages: ask(question),
  expected: result.join(" "),
  decoys: [],
  exact: true,
  answer: result.join(pick(random, [" ", ", "])) + pick(random, ["", "."]),
});

/** Three to five words, to be written backwards. */
export function createReverse(random: Random): KnownAnswerTask {
  const list = someWords(random, 3, 5);
  const instruction = pick(random, [
    "Reverse the order of these words",
    "Write these words in reverse order",
    "Write these words backwards",
    "Reverse these words",
    "Reverse the words",
    "Reverse this list",
    "Please reverse",
    "Turn this list around",
    "Reverse",
  ]);
  return listTask(random, "reverse", `${instruction}: ${listed(random, list)}`, [...list].reverse());
}

/** The first, second or last of three to six words. */
export function createPick(random: Random): KnownAnswerTask {
  const list = someWords(random, 3, 6);
  const position = pick(random, ["first", "second", "last"]);
  const expected = { first: list[0], second: list[1], last: list.at(-1) }[position] as string;
  const question = pick(random, [
    `What is the ${position} word of this list`,
    `What is the ${position} word here`,
    `Which word is ${position} here`,
    `Which word comes ${position}`,
    `Give me the ${position} word`,
    `Tell me the ${position} of these words`,
    `Take the ${position} word`,
  ]);
  return {
    kind: "pick",
    messages: ask(`${question}: ${listed(random, list)}`),
    expected,
    decoys: list.filter((word) => word !== expected),
    answer: pick(random, [`The ${position} word is ${expected}.`, `It is ${expected}.`, `That is ${expected}.`]),
  };
}

/** How many words there are, two to eight. */
export function createCount(random: Random): KnownAnswerTask {
  const list = someWords(random, 2, 8);
  const question = pick(random, [
    "How many words are in this list",
    "How many words are there",
    "How many words do you see",
    "Count these words",
    "Count the words",
    "Please count the words",
    "How long is this list",
  ]);
  return {
    kind: "count",
    messages: ask(`${question}: ${listed(random, list)}`),
    expected: String(list.length),
    decoys: [],
    answer: pick(random, [
      `There are ${list.length} words.`,
      `It has ${list.length} words.`,
      `I count ${list.length} words.`,
    ]),
  };
}

/** Three to five words, to be copied without one of them. */
export function createRemove(random: Random): KnownAnswerTask {
  const list = someWords(random, 3, 5);
  const gone = pick(random, list);
  const question = pick(random, [
    `Remove ${gone} from this list`,
    `Remove the word ${gone}`,
    `Write this list without ${gone}`,
    `Write these words without ${gone}`,
    `Leave out ${gone}`,
    `Delete ${gone} from this list`,
  ]);
  const rest = list.filter((word) => word !== gone);
  return listTask(random, "remove", `${question}: ${listed(random, list)}`, rest);
}

/** Three to five words, to be copied with another word in the place of one. */
export function createReplace(random: Random): KnownAnswerTask {
  const [fresh, ...list] = someWords(random, 4, 6) as [string, ...string[]];
  const gone = pick(random, list);
  const question = pick(random, [
    `Replace ${gone} with ${fresh}`,
    `Replace ${gone} by ${fresh}`,
    `Change ${gone} to ${fresh}`,
    `Write ${fresh} instead of ${gone}`,
    `Put ${fresh} in the place of ${gone}`,
  ]);
  const result = list.map((word) => (word === gone ? fresh : word));
  return listTask(random, "replace", `${question}: ${listed(random, list)}`, result);
}
