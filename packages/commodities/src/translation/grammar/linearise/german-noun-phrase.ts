import type { Gender } from "../lexicon/nouns.js";
import { numberIn } from "../lexicon/numbers.js";
import type { CommonNoun, NounPhrase } from "../tree.js";
import { say } from "./text.js";

export type Case = "nominative" | "accusative" | "dative";

type Slot = Gender | "many";
type Endings = Readonly<Record<Case, Readonly<Record<Slot, string>>>>;

/** Of "der", by case and gender; "dieser" ends likewise. */
const definite: Endings = {
  nominative: { m: "der", f: "die", n: "das", many: "die" },
  accusative: { m: "den", f: "die", n: "das", many: "die" },
  dative: { m: "dem", f: "der", n: "dem", many: "den" },
};

const demonstrative: Endings = {
  nominative: { m: "dieser", f: "diese", n: "dieses", many: "diese" },
  accusative: { m: "diesen", f: "diese", n: "dieses", many: "diese" },
  dative: { m: "diesem", f: "dieser", n: "diesem", many: "diesen" },
};

const indefinite: Endings = {
  nominative: { m: "ein", f: "eine", n: "ein", many: "" },
  accusative: { m: "einen", f: "eine", n: "ein", many: "" },
  dative: { m: "einem", f: "einer", n: "einem", many: "" },
};

/** Endings of adjectives after an article that shows the case. */
const weak: Endings = {
  nominative: { m: "e", f: "e", n: "e", many: "en" },
  accusative: { m: "en", f: "e", n: "e", many: "en" },
  dative: { m: "en", f: "en", n: "en", many: "en" },
};

/** After "ein" and "kein", and in the plural without any article. */
const mixed: Endings = {
  nominative: { m: "er", f: "e", n: "es", many: "e" },
  accusative: { m: "en", f: "e", n: "es", many: "e" },
  dative: { m: "en", f: "en", n: "en", many: "en" },
};

/** A dative plural ends in n. */
export const germanDativePlural = (plural: string): string => (/[ns]$/.test(plural) ? plural : `${plural}n`);

/** Relative pronouns of the nominative are the articles. */
export const germanRelative = ({ noun, plural }: CommonNoun): string =>
  definite.nominative[plural ? "many" : noun.de.gender];

/** @param denied - "kein" in place of "ein". */
export function germanNounPhrase(phrase: NounPhrase, grammaticalCase: Case, denied = false): string {
  if (phrase.kind === "pronoun") return phrase.gender === "m" ? "er" : "sie";
  if (phrase.kind === "names") return phrase.names.map(({ text }) => text).join(" und ");
  const { noun, adjective, plural, determiner } = phrase;
  const slot = plural ? "many" : noun.de.gender;
  const endings = determiner === "the" || determiner === "this" ? weak : mixed;
  const many = grammaticalCase === "dative" ? germanDativePlural(noun.de.many) : noun.de.many;
  return say(
    article(phrase, slot, grammaticalCase, denied),
    adjective && `${adjective.de.stem}${endings[grammaticalCase][slot]}`,
    plural ? many : noun.de.one,
  );
}

function article({ determiner }: CommonNoun, slot: Slot, grammaticalCase: Case, denied: boolean): string {
  if (determiner === "the") return definite[grammaticalCase][slot];
  if (determiner === "this") return demonstrative[grammaticalCase][slot];
  if (determiner === "a") return `${denied ? "k" : ""}${indefinite[grammaticalCase][slot]}`;
  return determiner === "bare" ? "" : numberIn("de", determiner);
}
