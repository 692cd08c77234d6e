/** Lower-case hex with `0x`: how accounts, hashes and storage keys are written here, since strings compare, sort and key maps cheaply. */
export type HexString = `0x${string}`;

/** What `toHex` of primitives does, by Node's own encoder: blocks and metagraphs are large, and keys are made all the time. */
export const toHex = (bytes: Uint8Array): HexString =>
  `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;

/** The bytes of hex that is known to be good. What others sent goes through `fromHex` of primitives. */
export const bytesOfHex = (hex: HexString): Uint8Array => {
  const bytes = Buffer.from(hex.slice(2), "hex");
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
};
