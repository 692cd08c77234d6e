import { isDeepStrictEqual } from "node:util";
import type { Score } from "../commodity.js";
import { ambientReads } from "./ambient.js";

/**
 * What is wrong with a market's score on these inputs, in words; nothing if it can be replayed and shown: the same input gives the same
 * score, is left as it was, no clock and no chance is consulted, all numbers are 0 … 1, and there is an explanation.
 */
export function scoreFaults<Input>(
  commodity: { scoreAnswer(input: Input): Score },
  inputs: readonly Input[],
): string[] {
  const faults: string[] = [];
  const reads = ambientReads(() => {
    for (const [index, input] of inputs.entries()) {
      const before = structuredClone(input);
      const score = commodity.scoreAnswer(input);
      if (!isDeepStrictEqual(structuredClone(input), before)) faults.push(`Input ${index} is changed by being judged.`);
      const again = commodity.scoreAnswer(before);
      if (!isDeepStrictEqual(again, score)) faults.push(`Input ${index} has another score the second time.`);
      const numbers = Object.entries({ total: score.total, ...score.parts });
      for (const [name, value] of numbers) {
        if (value !== undefined && !(value >= 0 && value <= 1)) faults.push(`Input ${index}: ${name} is ${value}.`);
      }
      if (score.explanation.trim() === "") faults.push(`Input ${index}: the score is not explained.`);
    }
  });
  return [...faults, ...reads.map((source) => `Scoring reads ${source}.`)];
}
