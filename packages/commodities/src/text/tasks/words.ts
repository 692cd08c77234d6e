import { integer, pick, sample } from "./random.js";
import { ask, type KnownAnswerTask, type Random } from "./task.js";
import { commonWords } from "./vocabulary.js";

const someWords = (random: Random, low: number, high: number): string[] =>
  sample(random, commonWords, integer(random, low, high));

/** Three to five words, to be written backwards. */
export function createReverse(random: Random): KnownAnswerTask {
  const list = someWords(random, 3, 5);
  const instruction = pick(random, [
    "Reverse the order of these words",
    "Write these words in reverse order",
    "Reverse",
  ]);
  const expected = [...list].reverse().join(" ");
  return {
    kind: "reverse",
    messages: ask(`${instruction}: ${list.join(" ")}`),
    expected,
    decoys: [],
    answer: expected,
  };
}

/** The first, second or last of three to six words. */
export function createPick(random: Random): KnownAnswerTask {
  const list = someWords(random, 3, 6);
  const position = pick(random, ["first", "second", "last"]);
  const expected = { first: list[0], second: list[1], last: list.at(-1) }[position] as string;
  const question = pick(random, [`What is the ${position} word of this list`, `Which word is ${position} here`]);
  return {
    kind: "pick",
    messages: ask(`${question}: ${list.join(" ")}`),
    expected,
    decoys: list.filter((word) => word !== expected),
    answer: `The ${position} word is ${expected}.`,
  };
}

/** How many words there are, two to eight. */
export function createCount(random: Random): KnownAnswerTask {
  const list = someWords(random, 2, 8);
  const question = pick(random, ["How many words are in this list", "Count these words", "Count the words"]);
  return {
    kind: "count",
    messages: ask(`${question}: ${list.join(" ")}`),
    expected: String(list.length),
    decoys: [],
    answer: `There are ${list.length} words.`,
  };
}

/** Three to five words, to be copied without one of them. */
export function createRemove(random: Random): KnownAnswerTask {
  const list = someWords(random, 3, 5);
  const gone = pick(random, list);
  const question = pick(random, [`Remove ${gone} from this list`, `Write this list without ${gone}`]);
  const expected = list.filter((word) => word !== gone).join(" ");
  return { kind: "remove", messages: ask(`${question}: ${list.join(" ")}`), expected, decoys: [], answer: expected };
}

/** Three to five words, to be copied with another word in the place of one. */
export function createReplace(random: Random): KnownAnswerTask {
  const [fresh, ...list] = someWords(random, 4, 6) as [string, ...string[]];
  const gone = pick(random, list);
  const question = pick(random, [`Replace ${gone} with ${fresh}`, `Put ${fresh} in the place of ${gone}`]);
  const expected = list.map((word) => (word === gone ? fresh : word)).join(" ");
  return { kind: "replace", messages: ask(`${question}: ${list.join(" ")}`), expected, decoys: [], answer: expected };
}
