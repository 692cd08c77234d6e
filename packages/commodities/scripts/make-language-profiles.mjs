// Writes src/translation/language/profiles.ts: for each language, the commonest runs of three letters in its sample and in sentences
// of the grammar, with how often each occurs. After a build: node scripts/make-language-profiles.mjs
import { writeFileSync } from "node:fs";
import { seededRandom } from "../dist/text/tasks/index.js";
import { randomSentence, sentenceIn } from "../dist/translation/grammar/index.js";
import { trigramsOf } from "../dist/translation/language/trigrams.js";
import { languages } from "../dist/translation/languages.js";
import { samples } from "./language-samples.mjs";

const grammarSentences = 400;
const kept = 500;
/** A sample has some 1,200 trigrams, the sentences 20 times as many; so they count alike. */
const sampleWeight = 20;

function countsOf(language) {
  const random = seededRandom(5);
  const counts = new Map();
  const add = (text, weight) => {
    for (const trigram of trigramsOf(text)) counts.set(trigram, (counts.get(trigram) ?? 0) + weight);
  };
  add(samples[language], sampleWeight);
  for (let i = 0; i < grammarSentences; i++) add(sentenceIn(language, randomSentence(random)), 1);
  return counts;
}

function profileOf(language) {
  const counts = [...countsOf(language)];
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const common = counts.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, kept);
  // In parts per 100,000, so that the file stays short.
  return common.map(([trigram, count]) => `${trigram}${Math.round((100_000 * count) / total)}`).join("|");
}

const lines = languages.map((language) => `  ${language}: ${JSON.stringify(profileOf(language))},`);
writeFileSync(
  new URL("../src/translation/language/profiles.ts", import.meta.url),
  `// biome-ignore-all format: made by scripts/make-language-profiles.mjs
import type { PerLanguage } from "../languages.js";

/** Three letters and how often they occur among 100,000; "_" is the edge of a word. */
export const profiles: PerLanguage<string> = {
${lines.join("\n")}
};
`,
);
