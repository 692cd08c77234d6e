import type { Block } from "../engine/block.js";
import type { HexString } from "../scale/index.js";

/** The keys whose values differ between the states of two blocks, sorted. */
export function differingKeys({ state: before }: Block, { state: after }: Block): HexString[] {
  const keys = new Set([...before.entries("0x"), ...after.entries("0x")].map(([key]) => key));
  return [...keys].filter((key) => !sameBytes(before.get(key), after.get(key))).sort();
}

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
