import { storageError } from "../errors.js";
import { checkObjectName } from "./names.js";
import { CHUNK_LIMITS } from "./settings.js";

export interface PiecePlace {
  /** Of the n. */
  readonly index: number;
  readonly hotkey: string;
  /** Hex: the root of the sealed piece. */
  readonly id: string;
}

export interface ManifestChunk {
  /** Of the file, without encryption. */
  readonly bytes: number;
  readonly pieces: readonly PiecePlace[];
}

/** All that is needed to get a file back, and to audit it. Whoever has it can read the file: it stays with the client. */
export interface Manifest {
  readonly version: 1;
  readonly name: string;
  readonly bytes: number;
  readonly k: number;
  readonly n: number;
  /** Bytes of every chunk but the last. */
  readonly chunkBytes: number;
  /** 32 bytes in hex, fresh for each object. */
  readonly secret: string;
  /** When the leases end, by the clock of the client. */
  readonly expiresAtMs: number;
  readonly chunks: readonly ManifestChunk[];
}

const hexOf = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const whole = (value: unknown, min: number, max: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;

/**
 * A manifest from its JSON.
 * @throws `storage/invalid_argument` if it contradicts itself; `storage/invalid_name`.
 */
export function parseManifest(json: string): Manifest {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(json) as Manifest;
    if (!isManifest(manifest)) throw new RangeError("its fields do not fit each other");
  } catch (cause) {
    throw storageError("storage/invalid_argument", "This is not a manifest of a stored object.", { cause });
  }
  checkObjectName(manifest.name);
  return manifest;
}

function isManifest({ version, bytes, k, n, chunkBytes, secret, expiresAtMs, chunks }: Manifest): boolean {
  const { minBytes, maxBytes } = CHUNK_LIMITS;
  const isFramed =
    version === 1 && whole(bytes, 0, Number.MAX_SAFE_INTEGER) && whole(k, 1, 256) && whole(n, k, 256) && hexOf(secret);
  if (!isFramed || !whole(chunkBytes, minBytes, maxBytes) || !Number.isFinite(expiresAtMs)) return false;
  if (!Array.isArray(chunks as unknown) || chunks.length !== Math.ceil(bytes / chunkBytes)) return false;
  return chunks.every(
    (chunk, at) =>
      chunk.bytes === Math.min(chunkBytes, bytes - at * chunkBytes) &&
      chunk.pieces.every(({ index, hotkey, id }) => whole(index, 0, n - 1) && typeof hotkey === "string" && hexOf(id)),
  );
}
