import { splitWords, trimmedEnd } from "./split-words.js";

const rules: readonly (readonly [RegExp, string])[] = [
  [/([{-~[-` -&(-+:-@/])/gu, " $1 "],
  // Full stops and commas, unless a digit stands on either side.
  [/([^0-9])([.,])/gu, "$1 $2 "],
  [/([.,])([^0-9])/gu, " $1 $2"],
  // A dash after a digit.
  [/([0-9])(-)/gu, "$1 $2 "],
];

/** The tokens of mteval-v13a, as WMT and sacrebleu take them. */
export function tokenize13a(text: string): string[] {
  const plain = trimmedEnd(text)
    .replaceAll("<skipped>", "")
    .replaceAll("-\n", "")
    .replaceAll("\n", " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
  return splitWords(rules.reduce((line, [pattern, by]) => line.replace(pattern, by), ` ${plain} `));
}
