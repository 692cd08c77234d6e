import { CodedError } from "@taostack/primitives";
import type { Block } from "../engine/block.js";
import { headerHash, header as headerType } from "../engine/header.js";
import { TreeState } from "../engine/tree-state.js";
import { storage as system } from "../pallets/system/storage.js";
import { type Hash, type HexString, toHex } from "../scale/index.js";

/** A block with its whole state, as JSON can carry it. */
export interface StateDump {
  readonly version: 1;
  /** SCALE, in hex. */
  readonly header: HexString;
  readonly extrinsics: readonly HexString[];
  readonly state: readonly (readonly [key: HexString, value: HexString])[];
}

export interface DumpErrorData {
  readonly code: "localnet/bad_dump";
}

export const dumpBlock = ({ header, extrinsics, state }: Block): StateDump => ({
  version: 1,
  header: toHex(headerType.encode(header)),
  extrinsics: extrinsics.map(toHex),
  state: state.entries("0x").map(([key, value]) => [key, toHex(value)]),
});

/**
 * The block of a dump, as one of the chain that begins with `genesisHash`: clients sign for that one.
 * @throws `localnet/bad_dump`
 */
export function loadBlock(dump: unknown, genesisHash: Hash): Block {
  if (!isDump(dump)) throw badDump("it has not the form of a dump");
  try {
    const header = headerType.decode(toBytes(dump.header));
    const state = new TreeState();
    for (const [key, value] of dump.state) state.put(toHex(toBytes(key)), toBytes(value));
    system.BlockHash.put({ state }, 0, genesisHash);
    return {
      number: header.number,
      hash: headerHash(header),
      header,
      extrinsics: dump.extrinsics.map(toBytes),
      state: state.fork(),
      changedKeys: [],
    };
  } catch (cause) {
    throw badDump("a part of it cannot be read", cause);
  }
}

const HEX = /^0x([0-9a-fA-F]{2})*$/;

function toBytes(hex: string): Uint8Array {
  if (!HEX.test(hex)) throw new TypeError("not a hex string");
  return Uint8Array.from(Buffer.from(hex.slice(2), "hex"));
}

const isPair = (entry: unknown): boolean =>
  Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === "string");

function isDump(dump: unknown): dump is StateDump {
  const { version, header, extrinsics, state } = (dump ?? {}) as Partial<StateDump>;
  const texts = Array.isArray(extrinsics) && extrinsics.every((bytes) => typeof bytes === "string");
  return version === 1 && typeof header === "string" && texts && Array.isArray(state) && state.every(isPair);
}

const badDump = (why: string, cause?: unknown): CodedError<DumpErrorData> =>
  new CodedError({ code: "localnet/bad_dump" }, `This is not a dump of a chain: ${why}.`, {
    remedy: "Give what dumpState, or dev_dumpState, gave.",
    cause,
  });
