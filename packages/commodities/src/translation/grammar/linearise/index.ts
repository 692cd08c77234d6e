import type { Language, PerLanguage } from "../../languages.js";
import type { Sentence } from "../tree.js";
import { english } from "./english.js";
import { french } from "./french.js";
import { german } from "./german.js";
import { spanish } from "./spanish.js";

const linearisers: PerLanguage<(sentence: Sentence) => string> = { en: english, de: german, fr: french, es: spanish };

/** A tree said in a language. Saying it in two gives a text and its translation. */
export const sentenceIn = (language: Language, sentence: Sentence): string => linearisers[language](sentence);
