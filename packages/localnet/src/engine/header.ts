import { toHex } from "@taostack/primitives";
import { type DigestItem, digest, digestItem } from "../pallets/system/types.js";
import { compact, type Hash, h256, struct, u32, u64, type ValueOf } from "../scale/index.js";
import { blake2_256 } from "./hash.js";

export const header = struct("sp_runtime::generic::header::Header", {
  parent_hash: h256,
  number: compact(u32),
  state_root: h256,
  extrinsics_root: h256,
  digest,
});
export type Header = ValueOf<typeof header>;

export const headerHash = (value: Header): Hash => blake2_256(header.encode(value));

const AURA = new TextEncoder().encode("aura");

/** The digest by which a block says in which slot it was made. */
export const auraDigest = (slot: bigint): DigestItem => ({ type: "PreRuntime", value: [AURA, u64.encode(slot)] });

/** A header as JSON-RPC gives it. */
export const headerToJson = (value: Header) => ({
  parentHash: value.parent_hash,
  number: `0x${value.number.toString(16)}`,
  stateRoot: value.state_root,
  extrinsicsRoot: value.extrinsics_root,
  digest: { logs: value.digest.logs.map((log) => toHex(digestItem.encode(log))) },
});
