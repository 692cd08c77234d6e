import type { AgreeingForms } from "../lexicon/adjectives.js";
import { numberIn } from "../lexicon/numbers.js";
import { type CommonNoun, genderOf, isPlural, type NounPhrase } from "../tree.js";
import { say } from "./text.js";

/** Every h of the lexicon is mute. */
export const startsWithVowel = (text: string): boolean => /^[aeiouyhàâéèêîôûœ]/i.test(text);

/** "le", "que", "ne", "de" and their like before a word: "qu'Anna". */
export const elided = (word: string, next: string): string =>
  startsWithVowel(next) ? `${word.slice(0, -1)}'${next}` : `${word} ${next}`;

export function agree(forms: AgreeingForms, gender: "m" | "f", plural: boolean): string {
  if (plural) return gender === "m" ? forms.mMany : forms.fMany;
  return forms[gender];
}

export const frenchAdjective = (forms: AgreeingForms, subject: NounPhrase): string =>
  agree(forms, genderOf(subject, "fr"), isPlural(subject));

/** Adjective and noun in their order. */
function core({ noun, adjective, plural }: CommonNoun): string {
  const { gender, one, many } = noun.fr;
  const name = plural ? many : one;
  if (!adjective) return name;
  const { fr } = adjective;
  const vowelForm = fr.before && gender === "m" && !plural && startsWithVowel(name);
  const form = vowelForm ? fr.mVowel : agree(fr, gender === "f" ? "f" : "m", plural);
  return fr.before ? say(form, name) : say(name, form);
}

function withArticle(phrase: CommonNoun, text: string): string {
  const { determiner, plural, noun, adjective } = phrase;
  const feminine = noun.fr.gender === "f";
  if (determiner === "the") return plural ? `les ${text}` : elided(feminine ? "la" : "le", text);
  if (determiner === "a") return `${feminine ? "une" : "un"} ${text}`;
  if (determiner === "bare") return adjective?.fr.before ? elided("de", text) : `des ${text}`;
  if (determiner !== "this") return `${numberIn("fr", determiner)} ${text}`;
  if (plural) return `ces ${text}`;
  return `${feminine ? "cette" : startsWithVowel(text) ? "cet" : "ce"} ${text}`;
}

/** @param denied - "de" in place of "un" and "une", as after "pas". */
export function frenchNounPhrase(phrase: NounPhrase, denied = false): string {
  if (phrase.kind === "pronoun") return phrase.gender === "m" ? "il" : "elle";
  if (phrase.kind === "names") return phrase.names.map(({ text }) => text).join(" et ");
  const text = core(phrase);
  return denied && phrase.determiner === "a" ? elided("de", text) : withArticle(phrase, text);
}

/** After "à". */
export function frenchRecipient(phrase: NounPhrase): string {
  if (phrase.kind === "names") return phrase.names.map(({ text }) => `à ${text}`).join(" et ");
  const text = frenchNounPhrase(phrase);
  return `à ${text}`.replace(/^à le /, "au ").replace(/^à les /, "aux ");
}
