import { type Cipher, createCipheriv, createDecipheriv, createHmac } from "node:crypto";

const keyFor = (secret: Uint8Array, use: string, ...parts: readonly (string | number)[]): Buffer =>
  createHmac("sha256", secret)
    .update(JSON.stringify([`taostack storage ${use} v1`, ...parts]))
    .digest();

/** Bytes that go through a cipher at a time where its output has a place already: little enough to stay in the processor's cache. */
const STRIDE = 256 * 1024;

function transform(cipher: Cipher, bytes: Uint8Array, target: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += STRIDE) target.set(cipher.update(bytes.subarray(at, at + STRIDE)), at);
}

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
  return sealCipher(secret, hotkey, chunk, index).update(piece);
}

/** The same, where the piece stands. */
export function sealInPlace(secret: Uint8Array, hotkey: string, chunk: number, index: number, piece: Uint8Array): void {
  transform(sealCipher(secret, hotkey, chunk, index), piece, piece);
}

const sealCipher = (secret: Uint8Array, hotkey: string, chunk: number, index: number) =>
  createCipheriv("aes-256-ctr", keyFor(secret, "seal", hotkey, chunk, index), ZERO_COUNTER);

const TAG_BYTES = 16;

/** A chunk's bytes and the 16 bytes of its tag. */
export const encryptedBytes = (plainBytes: number): number => plainBytes + TAG_BYTES;

/** Each chunk has a key of its own, used once; so the nonce is constant. */
const chunkCipher = (secret: Uint8Array, chunk: number) =>
  ["aes-256-gcm", keyFor(secret, "chunk", chunk), Buffer.alloc(12)] as const;

/** AES-256-GCM. The secret must be fresh for every object. */
export function encryptChunk(secret: Uint8Array, chunk: number, plain: Uint8Array): Uint8Array {
  const sealed = new Uint8Array(encryptedBytes(plain.length));
  encryptInto(secret, chunk, plain, [sealed]);
  return sealed;
}

/** The same, spread over parts of one length, of which the last are filled up with zeros. */
export function encryptInto(secret: Uint8Array, chunk: number, plain: Uint8Array, parts: readonly Uint8Array[]): void {
  const cipher = createCipheriv(...chunkCipher(secret, chunk));
  const size = parts[0]!.length;
  for (const [index, part] of parts.entries()) {
    const share = plain.subarray(index * size, (index + 1) * size);
    transform(cipher, share, part);
    part.fill(0, share.length);
  }
  cipher.final();
  for (const [index, byte] of cipher.getAuthTag().entries()) {
    const at = plain.length + index;
    parts[Math.floor(at / size)]![at % size] = byte;
  }
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
