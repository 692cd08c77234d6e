import type { Header } from "@polkadot/types/interfaces";
import type { Runtime } from "./runtime.js";

export interface BlockHead {
  readonly number: number;
  /** Hex. */
  readonly hash: string;
  /** Milliseconds since 1970, as the block's author set it; absent in heads that are watched. */
  readonly timestampMs?: number;
}

/** The header as JSON-RPC gives it; the hash is not part of it and is computed. */
export function headOf(runtime: Runtime, header: unknown): BlockHead {
  const decoded = runtime.parts.registry.createType<Header>("Header", header);
  return { number: decoded.number.toNumber(), hash: decoded.hash.toHex() };
}
