import { fromHex, rao } from "@taostack/primitives";
import { ByteReader } from "../runtime/byte-reader.js";
import type { Readers } from "./readers.js";

interface StoredField {
  readonly type: string;
  readonly value: unknown;
}

interface StoredCommitment {
  readonly deposit: bigint;
  readonly block: number;
  readonly info: readonly StoredField[] | { readonly fields: readonly StoredField[] };
}

export const commitments: Readers<"commitments"> = {
  get: async (chain, { netuid, hotkey }) => {
    const found = await chain.query<StoredCommitment | undefined>("Commitments", "CommitmentOf", [netuid, hotkey]);
    return found && { block: found.block, deposit: rao(found.deposit), fields: fieldsOf(found) };
  },
  list: async (chain, { netuid }) => {
    const found = await chain.entries<[number, string], StoredCommitment>("Commitments", "CommitmentOf", [netuid]);
    return found.map(([[, hotkey], stored]) => ({ hotkey, block: stored.block, fields: fieldsOf(stored) }));
  },
  revealed: async (chain, { netuid, hotkey }) => {
    type Revealed = readonly [data: Uint8Array, block: bigint];
    const found = await chain.query<Revealed[] | undefined>("Commitments", "RevealedCommitments", [netuid, hotkey]);
    return (found ?? []).map(([data, block]) => ({ data: withoutLength(data), block: Number(block) }));
  },
  space: async (chain, { netuid, hotkey }) => {
    const [most, used] = await Promise.all([
      chain.query<number>("Commitments", "MaxSpace"),
      chain.query<{ usedSpace: bigint } | undefined>("Commitments", "UsedSpaceOf", [netuid, hotkey]),
    ]);
    return { most, used: Number(used?.usedSpace ?? 0n) };
  },
  lastBondsReset: (chain, { netuid, hotkey }) => chain.query("Commitments", "LastBondsReset", [netuid, hotkey]),
};

const fieldsOf = ({ info }: StoredCommitment) =>
  ("fields" in info ? info.fields : info).map(({ type, value }) => ({ type, data: bytesOf(value) }));

/** Bytes as they are, hashes, what is encrypted; none for a flag. */
function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === "string") return fromHex(value);
  if (typeof value === "object" && value !== null && "encrypted" in value) return value.encrypted as Uint8Array;
  return new Uint8Array();
}

/** What clients encrypt is a text behind its length; the chain keeps both. */
function withoutLength(data: Uint8Array): Uint8Array {
  const reader = new ByteReader(data);
  try {
    return reader.length() === reader.remaining ? reader.bytes(reader.remaining) : data;
  } catch {
    return data;
  }
}
