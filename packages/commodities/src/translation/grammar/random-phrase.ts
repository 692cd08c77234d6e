import { integer, pick } from "../../text/tasks/random.js";
import type { Random } from "../../text/tasks/task.js";
import { type Adjective, adjectives } from "./lexicon/adjectives.js";
import { names } from "./lexicon/names.js";
import { type Noun, people, things } from "./lexicon/nouns.js";
import type { CommonNoun, NounPhrase } from "./tree.js";

const chance = (random: Random, share: number): boolean => random() < share;

const smallNumber = (random: Random): number => integer(random, 2, 12);
const number = (random: Random): number => (chance(random, 0.7) ? smallNumber(random) : integer(random, 13, 99));

export const adjectiveFor = (random: Random, noun: Noun): Adjective => {
  const kind = noun.human ? "person" : "thing";
  return pick(
    random,
    adjectives.filter(({ describes }) => describes === kind || describes === "any"),
  );
};

interface Choice {
  readonly determiners: readonly ("the" | "a" | "this" | "bare" | "number" | "small number")[];
  readonly adjectiveShare?: number;
}

export function commonNoun(
  random: Random,
  nouns: readonly Noun[],
  { determiners, adjectiveShare }: Choice,
): CommonNoun {
  const noun = pick(random, nouns);
  const kind = pick(random, determiners);
  const determiner = kind === "number" ? number(random) : kind === "small number" ? smallNumber(random) : kind;
  const plural = typeof determiner === "number" || kind === "bare" || (kind !== "a" && chance(random, 0.3));
  const adjective = chance(random, adjectiveShare ?? 0.4) ? { adjective: adjectiveFor(random, noun) } : {};
  return { kind: "noun", noun, determiner, plural, ...adjective };
}

const named = (random: Random): NounPhrase => ({ kind: "names", names: [pick(random, names)] });

function namedPair(random: Random): NounPhrase {
  const first = pick(random, names);
  const second = pick(
    random,
    names.filter((name) => name !== first),
  );
  return { kind: "names", names: [first, second] };
}

/** Sentences do not begin with figures. */
export function subject(random: Random): NounPhrase {
  const roll = random();
  if (roll < 0.2) return named(random);
  if (roll < 0.28) return namedPair(random);
  if (roll < 0.38) return { kind: "pronoun", gender: pick(random, ["m", "f"]) };
  return commonNoun(random, people, { determiners: ["the", "the", "the", "a", "this", "small number"] });
}

export function person(random: Random): NounPhrase {
  if (chance(random, 0.3)) return named(random);
  return commonNoun(random, people, { determiners: ["the", "the", "this"] });
}

export const thing = (random: Random, denied: boolean): CommonNoun =>
  commonNoun(random, things, {
    determiners: denied ? ["the", "this", "a"] : ["the", "the", "a", "a", "this", "bare", "number"],
  });
