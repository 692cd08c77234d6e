import type { Adjective } from "./lexicon/adjectives.js";
import type { Adverbial } from "./lexicon/adverbials.js";
import type { Name } from "./lexicon/names.js";
import type { Noun } from "./lexicon/nouns.js";
import type { Verb } from "./lexicon/verbs.js";

/** What all four languages say in their own way. A sentence is one tree and four texts; that makes it a translation. */
export type Sentence =
  | { readonly kind: "statement"; readonly clause: Clause; readonly timeFirst: boolean }
  | { readonly kind: "question"; readonly asks?: "where" | "when" | "why"; readonly clause: Clause }
  | { readonly kind: "who"; readonly predicate: Predicate }
  | { readonly kind: "says"; readonly speaker: NounPhrase; readonly verb: Verb; readonly clause: Clause }
  | { readonly kind: "joined"; readonly by: Conjunction; readonly first: Clause; readonly second: Clause }
  | Property
  | { readonly kind: "exists"; readonly what: CommonNoun; readonly place: Adverbial; readonly past: boolean }
  | { readonly kind: "price"; readonly what: CommonNoun; readonly cents: number };

/** "The house is not old", "Is the lamp older than the table?" */
export interface Property {
  readonly kind: "property";
  readonly subject: NounPhrase;
  readonly adjective: Adjective;
  readonly than?: NounPhrase;
  readonly past: boolean;
  readonly negated: boolean;
  readonly question: boolean;
}

export type Conjunction = "because" | "if" | "while" | "but";

export interface Clause {
  readonly subject: NounPhrase;
  readonly predicate: Predicate;
}

export type Mode = "present" | "past" | "future" | "can" | "must" | "want";

export interface Predicate {
  readonly verb: Verb;
  readonly mode: Mode;
  readonly negated: boolean;
  readonly object?: NounPhrase;
  readonly recipient?: NounPhrase;
  readonly place?: Adverbial;
  readonly time?: Time;
}

export type Time = Adverbial | { readonly hour: number };

/** `bare`: a plural without a number. A number is at least 2. */
export type Determiner = "the" | "a" | "this" | "bare" | number;

export interface CommonNoun {
  readonly kind: "noun";
  readonly noun: Noun;
  readonly determiner: Determiner;
  readonly plural: boolean;
  readonly adjective?: Adjective;
  /** Said of people only. */
  readonly relative?: Predicate;
}

export type NounPhrase =
  | CommonNoun
  | { readonly kind: "names"; readonly names: readonly [Name] | readonly [Name, Name] }
  | { readonly kind: "pronoun"; readonly gender: "m" | "f" };

export const isPlural = (phrase: NounPhrase): boolean =>
  phrase.kind === "noun" ? phrase.plural : phrase.kind === "names" && phrase.names.length > 1;

/** Grammatical gender in a language that agrees by it. Two names of which one is a man's count as masculine. */
export function genderOf(phrase: NounPhrase, language: "fr" | "es"): "m" | "f" {
  if (phrase.kind === "pronoun") return phrase.gender;
  if (phrase.kind === "names") return phrase.names.every(({ gender }) => gender === "f") ? "f" : "m";
  return phrase.noun[language].gender === "f" ? "f" : "m";
}
