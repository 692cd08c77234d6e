import { protocolError, type TranslationRequest } from "@taostack/protocol";
import { languages } from "./languages.js";

/** What a miner accepts. Larger is refused before anything is computed. */
export interface TranslationLimits {
  /** ISO 639-1. */
  readonly languages: readonly string[];
  /** Characters, as people count them: code points. */
  readonly maxCharacters: number;
}

export const defaultTranslationLimits: TranslationLimits = { languages, maxCharacters: 2000 };

/** What a translator is given. */
export interface TranslationTask {
  readonly text: string;
  /** ISO 639-1. */
  readonly sourceLanguage: string;
  /** ISO 639-1. */
  readonly targetLanguage: string;
}

/** Longest part of a wrong value that is said back. */
const SHOWN = 32;

/**
 * What a request asks of a translator, checked.
 * @throws `protocol/invalid_argument`, which names the field, its value and what to do.
 */
export function parseTranslationRequest(
  { text, sourceLanguage, targetLanguage }: TranslationRequest,
  limits: TranslationLimits = defaultTranslationLimits,
): TranslationTask {
  checkLanguage("source_language", sourceLanguage, limits);
  checkLanguage("target_language", targetLanguage, limits);
  if (sourceLanguage === targetLanguage) {
    refuse(`target_language is "${targetLanguage}", as is source_language`, "Ask for another language.");
  }
  const characters = Array.from(text).length;
  if (text.trim() === "") {
    refuse(`text is ${characters === 0 ? "empty" : "white space only"}`, "Give the text that is to be translated.");
  }
  if (hasStrayCharacters(text)) {
    refuse("text has control characters, or halves of characters", "Send text as people write it.");
  }
  if (characters > limits.maxCharacters) {
    refuse(`text has ${characters} characters`, `Send at most ${limits.maxCharacters} at a time.`);
  }
  return { text, sourceLanguage, targetLanguage };
}

/** What no text has: control characters other than line breaks and tabs, halves of pairs, and what stands for bytes that were none. */
export const hasStrayCharacters = (text: string): boolean =>
  /[\p{Cc}\p{Cs}\ufffd]/u.test(text.replace(/[\t\n\r]/g, ""));

function checkLanguage(field: string, value: string, { languages: known }: TranslationLimits): void {
  if (!known.includes(value)) refuse(`${field} is "${value.slice(0, SHOWN)}"`, `Take one of ${known.join(", ")}.`);
}

/** @throws `protocol/invalid_argument`, always. */
export function refuse(why: string, remedy: string): never {
  throw protocolError("protocol/invalid_argument", `The request cannot be served: ${why}. ${remedy}`, { remedy });
}
