import { readFile } from "node:fs/promises";
import { blake2b256, concatBytes, decodeAddress, encodeAddress, equalBytes } from "@taostack/primitives";
import { replaceFile } from "@taostack/primitives/files";
import type { AxonInfo } from "../encoding/axon.js";
import { chainError } from "../errors.js";
import type { Metagraph } from "../operations/metagraph.js";
import { type NumberColumn, numberColumns, scalarFields } from "./difference.js";

/*
 * A metagraph in a file, some 130 bytes for each neuron; little-endian:
 *   "TAOMETA1"                                  8 bytes
 *   length of the JSON, padding included        u32, then 4 zero bytes
 *   JSON, padded with spaces to 8 bytes         { fields, axons: [[uid, ip, port, protocol, version, block], …] };
 *                                               amounts in rao are text
 *   hotkeys, then coldkeys                      32 bytes each
 *   the columns, in the order of numberColumns  u64 ×4, f64 ×2, u16 ×4, u8 ×2
 *   BLAKE2b-256 of all before                   32 bytes
 */
const magic = new TextEncoder().encode("TAOMETA1");
const HEAD_BYTES = 16;
const HASH_BYTES = 32;
const ACCOUNT_BYTES = 32;

const columnTypes = {
  stake: BigUint64Array,
  alphaStake: BigUint64Array,
  taoStake: BigUint64Array,
  emission: BigUint64Array,
  lastUpdate: Float64Array,
  registeredAt: Float64Array,
  incentive: Uint16Array,
  dividends: Uint16Array,
  consensus: Uint16Array,
  validatorTrust: Uint16Array,
  active: Uint8Array,
  validatorPermit: Uint8Array,
} as const satisfies Readonly<Record<NumberColumn, unknown>>;

const amounts: readonly string[] = ["taoIn", "alphaIn", "alphaOut", "burn"] satisfies (keyof Metagraph)[];

interface Header {
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly axons: readonly (readonly [
    uid: number,
    ip: string,
    port: number,
    protocol: number,
    version: number,
    block: number,
  ])[];
}

/** Writes the file in one step. */
export const saveMetagraph = (path: string, metagraph: Metagraph): Promise<void> =>
  replaceFile(path, encodeMetagraph(metagraph));

/** @throws `chain/bad_file` for what is no such file, or a damaged one. */
export async function loadMetagraph(path: string): Promise<Metagraph> {
  return decodeMetagraph(new Uint8Array(await readFile(path)), path);
}

export function encodeMetagraph(metagraph: Metagraph): Uint8Array {
  const json = headerOf(metagraph);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setUint32(0, json.length, true);
  const body = concatBytes(
    magic,
    length,
    json,
    ...metagraph.hotkeys.map(decodeAddress),
    ...metagraph.coldkeys.map(decodeAddress),
    ...numberColumns.map((column) => bytesOf(metagraph[column])),
  );
  return concatBytes(body, blake2b256(body));
}

/** @param path - Named in the error. @throws `chain/bad_file`. */
export function decodeMetagraph(file: Uint8Array, path = "the metagraph"): Metagraph {
  const body = file.slice(0, -HASH_BYTES);
  if (body.length < HEAD_BYTES || !equalBytes(body.subarray(0, magic.length), magic)) {
    throw badFile(path, "it is no metagraph of this version");
  }
  if (!equalBytes(blake2b256(body), file.subarray(-HASH_BYTES))) throw badFile(path, "it is cut short or damaged");
  const start = HEAD_BYTES + new DataView(body.buffer).getUint32(magic.length, true);
  const { fields, axons } = JSON.parse(new TextDecoder().decode(body.subarray(HEAD_BYTES, start))) as Header;
  const n = Number(fields.n);
  const accounts = (from: number) =>
    Array.from({ length: n }, (_, uid) =>
      encodeAddress(body.subarray(from + ACCOUNT_BYTES * uid, from + ACCOUNT_BYTES * (uid + 1))),
    );
  const found = new Map(
    axons.map(([uid, ip, port, protocol, version, block]) => [uid, { ip, port, protocol, version, block }]),
  );
  const scalars = Object.entries(fields).map(([name, value]) => [name, amounts.includes(name) ? BigInt(value) : value]);
  return {
    ...Object.fromEntries(scalars),
    hotkeys: accounts(start),
    coldkeys: accounts(start + ACCOUNT_BYTES * n),
    ...columnsOf(body, start + 2 * ACCOUNT_BYTES * n, n),
    axons: Array.from({ length: n }, (_, uid): AxonInfo | undefined => found.get(uid)),
  } as Metagraph;
}

function headerOf(metagraph: Metagraph): Uint8Array {
  const fields = Object.fromEntries(
    scalarFields(metagraph).map((name) => [name, amounts.includes(name) ? String(metagraph[name]) : metagraph[name]]),
  );
  const axons = metagraph.axons.flatMap((axon, uid) =>
    axon ? [[uid, axon.ip, axon.port, axon.protocol, axon.version, axon.block]] : [],
  );
  const json = new TextEncoder().encode(JSON.stringify({ fields, axons }));
  const padded = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(0x20);
  padded.set(json);
  return padded;
}

/** The widest come first, so each starts where its type may. */
function columnsOf(body: Uint8Array, start: number, n: number): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  let offset = start;
  for (const column of numberColumns) {
    const values = new columnTypes[column](n);
    bytesOf(values).set(body.subarray(offset, offset + values.byteLength));
    columns[column] = values;
    offset += values.byteLength;
  }
  return columns;
}

const bytesOf = (values: ArrayBufferView): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

const badFile = (path: string, reason: string) =>
  chainError({ code: "chain/bad_file", path, reason }, `${path} cannot be loaded: ${reason}.`, {
    remedy: "Read the metagraph from a chain, and save it again.",
  });
