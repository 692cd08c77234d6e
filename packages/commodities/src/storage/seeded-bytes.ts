import { createCipheriv, hash } from "node:crypto";

/** Bytes that look random and cannot be compressed, the same for the same seed: an AES-256-CTR keystream under the seed's SHA-256. */
export function seededBytes(seed: string, length: number): Uint8Array {
  const cipher = createCipheriv("aes-256-ctr", hash("sha256", seed, "buffer"), Buffer.alloc(16));
  return new Uint8Array(cipher.update(new Uint8Array(length)));
}
