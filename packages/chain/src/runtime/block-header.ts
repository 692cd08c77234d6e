import { blake2b256, concatBytes, fromHex, toHex } from "@taostack/primitives";
import { compactLength } from "../encoding/scale.js";
import { badResponse } from "../errors.js";
import { compactBytes } from "./encode-scalar.js";

export interface BlockHead {
  readonly number: number;
  /** Hex. */
  readonly hash: string;
  /** Milliseconds since 1970, as the block's author set it; absent in heads that are watched. */
  readonly timestampMs?: number;
}

interface HeaderJson {
  readonly parentHash: string;
  readonly number: string;
  readonly stateRoot: string;
  readonly extrinsicsRoot: string;
  readonly digest: { readonly logs: readonly string[] };
}

/** The header as JSON-RPC gives it; the hash is not part of it and is computed. @throws `chain/bad_response`. */
export function headOf(header: unknown): BlockHead {
  try {
    const { parentHash, number, stateRoot, extrinsicsRoot, digest } = header as HeaderJson;
    const bytes = concatBytes(
      fromHex(parentHash),
      compactBytes(Number(number), 32),
      fromHex(stateRoot),
      fromHex(extrinsicsRoot),
      compactLength(digest.logs.length),
      ...digest.logs.map(fromHex),
    );
    return { number: Number(number), hash: toHex(blake2b256(bytes)) };
  } catch (cause) {
    throw badResponse("a block header", cause);
  }
}
