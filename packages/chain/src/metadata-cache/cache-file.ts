import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, equalBytes, fromHex } from "@taostack/primitives";
import type { RuntimeKey } from "./metadata-cache.js";

/** Changes with the layout: files of another version are not read. */
export const FORMAT_VERSION = 1;
const MAGIC = new TextEncoder().encode(`taostack metadata ${FORMAT_VERSION}\n`);
const HASH_BYTES = 32;

/** `2f0555cc76fc2840-393.v1.metadata`. */
export const cacheFileName = ({ genesisHash, specVersion }: RuntimeKey): string =>
  `${genesisHash.slice(2, 18)}-${specVersion}.v${FORMAT_VERSION}.metadata`;

/** Of any format version. */
export const isCacheFileName = (name: string): boolean => /^[0-9a-f]{16}-\d+\.v\d+\.metadata$/.test(name);

/** Magic, sha256 of all that follows, genesis hash, hash of the code (zeros for none), spec version (u32), metadata. */
export function encodeCacheFile(key: RuntimeKey, metadata: Uint8Array): Uint8Array {
  const body = concatBytes(headOf(key), metadata);
  return concatBytes(MAGIC, sha256(body), body);
}

/** The metadata; `undefined` for a damaged file, for one of another runtime, and for what is no such file. */
export function decodeCacheFile(key: RuntimeKey, bytes: Uint8Array): Uint8Array | undefined {
  const body = bytes.subarray(MAGIC.length + HASH_BYTES);
  const head = headOf(key);
  const isWhole =
    equalBytes(bytes.subarray(0, MAGIC.length), MAGIC) &&
    equalBytes(bytes.subarray(MAGIC.length, MAGIC.length + HASH_BYTES), sha256(body)) &&
    equalBytes(body.subarray(0, head.length), head);
  return isWhole ? body.subarray(head.length) : undefined;
}

function headOf({ genesisHash, specVersion, codeHash }: RuntimeKey): Uint8Array {
  const version = new Uint8Array(4);
  new DataView(version.buffer).setUint32(0, specVersion, true);
  const code = codeHash === undefined ? new Uint8Array(HASH_BYTES) : fromHex(codeHash);
  return concatBytes(fromHex(genesisHash), code, version);
}
