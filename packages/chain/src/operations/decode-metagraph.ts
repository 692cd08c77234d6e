import { encodeAddress } from "@taostack/primitives";
import type { StoredAxon } from "../encoding/axon.js";
import type { ByteReader } from "../runtime/byte-reader.js";
import { libraryName } from "../runtime/names.js";
import { type Decode, PlainTypes } from "../runtime/plain-types.js";
import { decodeBytes, type Runtime } from "../runtime/runtime.js";

/** The fields of the chain's struct that are used; vectors of numbers as columns. */
export interface StoredMetagraph {
  readonly netuid: number;
  readonly name: readonly number[];
  readonly symbol: readonly number[];
  readonly ownerHotkey: string;
  readonly ownerColdkey: string;
  readonly block: bigint;
  readonly tempo: number;
  readonly blocksSinceLastStep: bigint;
  readonly taoIn: bigint;
  readonly alphaIn: bigint;
  readonly alphaOut: bigint;
  readonly movingPrice: { readonly bits: bigint };
  readonly minAllowedWeights: number;
  readonly weightsVersion: bigint;
  readonly weightsRateLimit: bigint;
  readonly activityCutoff: number | bigint;
  readonly maxValidators: number;
  readonly maxUids: number;
  readonly burn: bigint;
  readonly registrationAllowed: boolean;
  readonly immunityPeriod: number;
  readonly servingRateLimit: bigint;
  readonly commitRevealWeightsEnabled: boolean;
  readonly commitRevealPeriod: bigint;
  readonly hotkeys: readonly string[];
  readonly coldkeys: readonly string[];
  readonly axons: readonly StoredAxon[];
  readonly active: Uint8Array;
  readonly validatorPermit: Uint8Array;
  readonly lastUpdate: Float64Array;
  readonly emission: BigUint64Array;
  readonly dividends: Uint16Array;
  readonly incentives: Uint16Array;
  readonly consensus: Uint16Array;
  readonly blockAtRegistration: Float64Array;
  readonly alphaStake: BigUint64Array;
  readonly taoStake: BigUint64Array;
  readonly totalStake: BigUint64Array;
}

const amounts: Decode = (reader) => {
  const column = new BigUint64Array(reader.length());
  for (let index = 0; index < column.length; index++) column[index] = reader.compactBig();
  return column;
};
const fractions: Decode = (reader) => {
  const column = new Uint16Array(reader.length());
  for (let index = 0; index < column.length; index++) column[index] = reader.compact();
  return column;
};
const blocks: Decode = (reader) => {
  const column = new Float64Array(reader.length());
  for (let index = 0; index < column.length; index++) column[index] = reader.compact();
  return column;
};
const flags: Decode = (reader) => reader.bytes(reader.length());
const addresses: Decode = (reader) => Array.from({ length: reader.length() }, () => encodeAddress(reader.bytes(32)));

/** Fields that are read straight into columns; they are the same in every version of the chain that has the call. */
const columns: Readonly<Record<string, Decode>> = {
  hotkeys: addresses,
  coldkeys: addresses,
  active: flags,
  validatorPermit: flags,
  lastUpdate: blocks,
  emission: amounts,
  dividends: fractions,
  incentives: fractions,
  consensus: fractions,
  blockAtRegistration: blocks,
  alphaStake: amounts,
  taoStake: amounts,
  totalStake: amounts,
};

/** Fields of one entry for each neuron that are not used: their accounts are not written out. */
const unused: ReadonlySet<string> = new Set([
  "identities",
  "pruningScore",
  "trust",
  "rank",
  "taoDividendsPerHotkey",
  "alphaDividendsPerHotkey",
]);

/** Of each runtime, the struct's fields in their order. */
const fieldsOf = new WeakMap<Runtime, readonly (readonly [name: string, decode: Decode])[]>();

/** The result of `get_metagraph`; `undefined` for a subnet that does not exist. */
export function decodeMetagraph(runtime: Runtime, bytes: Uint8Array): StoredMetagraph | undefined {
  const fields = fieldsOf.get(runtime) ?? compile(runtime);
  return decodeBytes(
    "a metagraph",
    (reader: ByteReader) => (reader.u8() === 0 ? undefined : decodeFields(fields, reader)),
    bytes,
  );
}

function decodeFields(fields: readonly (readonly [string, Decode])[], reader: ByteReader): StoredMetagraph {
  const stored: Record<string, unknown> = {};
  for (const [name, decode] of fields) stored[name] = decode(reader);
  return stored as unknown as StoredMetagraph;
}

function compile(runtime: Runtime) {
  const { lookup } = runtime.types;
  const bare = new PlainTypes(lookup, () => undefined);
  const option = lookup.getSiType(runtime.outputType("SubnetInfoRuntimeApi", "get_metagraph"));
  const struct = lookup.getSiType(option.def.asVariant.variants[1]!.fields[0]!.type.toNumber());
  const fields = Array.from(struct.def.asComposite.fields, ({ name, type }) => {
    const key = libraryName(name.unwrap().toString());
    const types = unused.has(key) ? bare : runtime.types;
    return [key, columns[key] ?? types.decoderOf(type.toNumber())] as const;
  });
  fieldsOf.set(runtime, fields);
  return fields;
}
