import { createHash } from "node:crypto";

/** Version of the session protocol. It is in both hellos, and so in what both sides sign. */
export const SESSION_VERSION = 1;

/**
 * SHA-256 over both hellos, as their bytes went over the wire, each behind its length. They hold the version, the genesis hash,
 * the netuid, both hotkeys, both nonces, both X25519 keys, both clocks, and the terms of the session.
 */
export function transcriptHash(clientHello: Uint8Array, serverHello: Uint8Array): Uint8Array {
  const hash = createHash("sha256").update("taostack handshake v1\0");
  for (const hello of [clientHello, serverHello]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(hello.length);
    hash.update(length).update(hello);
  }
  return hash.digest();
}

/**
 * What a side's hotkey signs. The role keeps one side's signature from serving as the other's; the words in front keep it from
 * being the payload of a transaction, which the same key signs.
 */
export const signedByClient = (transcript: Uint8Array): Uint8Array => signedBy("client", transcript);
export const signedByServer = (transcript: Uint8Array): Uint8Array => signedBy("server", transcript);

const signedBy = (role: string, transcript: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`taostack handshake v1 ${role}\0`), transcript]);
