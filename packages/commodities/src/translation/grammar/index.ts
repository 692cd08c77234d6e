export { sentenceIn } from "./linearise/index.js";
export { randomSentence } from "./random-sentence.js";
export { type Term, termsOf } from "./terms.js";
export type { Sentence } from "./tree.js";
