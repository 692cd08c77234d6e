/** Lower-case hex with `0x`: how accounts, hashes and storage keys are written here, since strings compare, sort and key maps cheaply. */
export type HexString = `0x${string}`;

/** What `toHex` of primitives does, by Node's own encoder: blocks and metagraphs are large, and keys are made all the time. */
export const toHex = (bytes: Uint8Array): HexString =>
  `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
