import type { AgreeingForms } from "../lexicon/adjectives.js";
import { numberIn } from "../lexicon/numbers.js";
import { type CommonNoun, genderOf, isPlural, type NounPhrase } from "../tree.js";
import { say } from "./text.js";

export function spanishAdjective(forms: AgreeingForms, subject: NounPhrase): string {
  const gender = genderOf(subject, "es");
  if (isPlural(subject)) return gender === "m" ? forms.mMany : forms.fMany;
  return forms[gender];
}

function determiner({ determiner: kind, plural, noun }: CommonNoun, denied: boolean): string {
  const feminine = noun.es.gender === "f";
  if (kind === "the") return plural ? (feminine ? "las" : "los") : feminine ? "la" : "el";
  if (kind === "this") return plural ? (feminine ? "estas" : "estos") : feminine ? "esta" : "este";
  if (kind === "a") return `${denied ? "ning" : ""}${feminine ? "una" : denied ? "ún" : "un"}`;
  return kind === "bare" ? "" : numberIn("es", kind);
}

/** @param denied - "ningún" in place of "un". */
export function spanishNounPhrase(phrase: NounPhrase, denied = false): string {
  if (phrase.kind === "pronoun") return phrase.gender === "m" ? "él" : "ella";
  if (phrase.kind === "names") return phrase.names.map(({ text }) => text).join(" y ");
  const { noun, adjective, plural } = phrase;
  return say(
    determiner(phrase, denied),
    plural ? noun.es.many : noun.es.one,
    adjective && spanishAdjective(adjective.es, phrase),
  );
}

/** After the preposition "a", which stands before people that something is done to. */
export function spanishPerson(phrase: NounPhrase): string {
  if (phrase.kind === "names") return phrase.names.map(({ text }) => `a ${text}`).join(" y ");
  return `a ${spanishNounPhrase(phrase)}`.replace(/^a el /, "al ");
}

export const isPerson = (phrase: NounPhrase): boolean => phrase.kind !== "noun" || phrase.noun.human;
