import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { corpusBleu, sentenceBleu } from "../../src/translation/metrics/bleu.js";
import { corpusChrf, sentenceChrf } from "../../src/translation/metrics/chrf.js";

interface Case {
  readonly hypothesis: string;
  readonly references: readonly string[];
  readonly chrf: number;
  readonly bleu: number;
}

interface Vectors {
  readonly cases: readonly Case[];
  readonly corpora: readonly {
    readonly from: number;
    readonly to: number;
    readonly chrf: number;
    readonly bleu: number;
  }[];
}

/** Made by make-metric-vectors.py with sacrebleu 2.6.0. */
const { cases, corpora } = JSON.parse(readFileSync(new URL("metric-vectors.json", import.meta.url), "utf8")) as Vectors;

/** The cases whose score is off by more than 1e-9. */
const wrong = (score: (each: Case) => number, wanted: (each: Case) => number) =>
  cases.filter((each) => !(Math.abs(score(each) - wanted(each)) <= 1e-9));

describe("the metrics are sacrebleu's, to 1e-9", () => {
  it("has many cases", () => expect(cases.length).toBeGreaterThan(800));

  it("chrF++ of sentences", () => {
    expect(
      wrong(
        ({ hypothesis, references }) => sentenceChrf(hypothesis, references),
        ({ chrf }) => chrf,
      ),
    ).toEqual([]);
  });

  it("BLEU of sentences", () => {
    expect(
      wrong(
        ({ hypothesis, references }) => sentenceBleu(hypothesis, references),
        ({ bleu }) => bleu,
      ),
    ).toEqual([]);
  });

  it.each(corpora)("both of the corpus $from to $to", ({ from, to, chrf, bleu }) => {
    const hypotheses = cases.slice(from, to).map(({ hypothesis }) => hypothesis);
    const references = cases.slice(from, to).map(({ references }) => references);
    expect(Math.abs(corpusChrf(hypotheses, references) - chrf)).toBeLessThanOrEqual(1e-9);
    expect(Math.abs(corpusBleu(hypotheses, references) - bleu)).toBeLessThanOrEqual(1e-9);
  });
});
