import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";

const keyFor = (secret: Uint8Array, use: string, ...parts: readonly (string | number)[]): Buffer =>
  createHmac("sha256", secret)
    .update(JSON.stringify([`taostack storage ${use} v1`, ...parts]))
    .digest();

const ZERO_COUNTER = Buffer.alloc(16);

/**
 * Makes a piece unlike every other miner's: an exclusive or with an AES-256-CTR keystream whose key comes from the object's secret, the
 * miner's hotkey and the place of the piece. Its own inverse. Miners do not know the secret: neither can one hotkey's copy serve
 * another, nor can k pieces give the rest to whoever holds them.
 */
export function sealPiece(
  secret: Uint8Array,
  hotkey: string,
  chunk: number,
  index: number,
  piece: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv("aes-256-ctr", keyFor(secret, "seal", hotkey, chunk, index), ZERO_COUNTER);
  return cipher.update(piece);
}

const TAG_BYTES = 16;

/** A chunk's bytes and the 16 bytes of its tag. */
export const encryptedBytes = (plainBytes: number): number => plainBytes + TAG_BYTES;

/** Each chunk has a key of its own, used once; so the nonce is constant. */
const chunkCipher = (secret: Uint8Array, chunk: number) =>
  ["aes-256-gcm", keyFor(secret, "chunk", chunk), Buffer.alloc(12)] as const;

/** AES-256-GCM. The secret must be fresh for every object. */
export function encryptChunk(secret: Uint8Array, chunk: number, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv(...chunkCipher(secret, chunk));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The chunk, or undefined if a single bit of it is not as it was. */
export function decryptChunk(secret: Uint8Array, chunk: number, sealed: Uint8Array): Uint8Array | undefined {
  const decipher = createDecipheriv(...chunkCipher(secret, chunk));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}
