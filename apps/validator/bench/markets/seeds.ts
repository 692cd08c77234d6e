import { createHash } from "node:crypto";
import { type Random, seededRandom } from "@taostack/commodities";

/** A seed of its own for each thing that draws, so that one that draws more does not change the others. */
export const seedOf = (...parts: readonly (string | number)[]): number =>
  createHash("sha256").update(parts.join("\0")).digest().readUIntBE(0, 6);

export const randomOf = (...parts: readonly (string | number)[]): Random => seededRandom(seedOf(...parts));
