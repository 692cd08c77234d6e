import { isCodedError, type Rao } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import type { AxonInfo } from "../encoding/axon.js";
import { subnetNotFound, unsupported } from "../errors.js";
import { defineAddresses } from "../metagraph/addresses.js";
import { columnDecoder, columnNames } from "../metagraph/column-decoder.js";
import { type CalledField, type FieldContext, fields, fit } from "../metagraph/fields.js";

/** One subnet at one block, in columns: index = uid. u16 columns are fractions of 65535. */
export interface Metagraph {
  readonly netuid: number;
  /** Block that it was read at. */
  readonly block: number;
  readonly name: string;
  readonly symbol: string;
  readonly ownerHotkey: string;
  readonly ownerColdkey: string;
  /** Number of neurons, and length of every column. */
  readonly n: number;
  readonly maxNeurons: number;

  /** ss58, written out at the first look. */
  readonly hotkeys: readonly string[];
  readonly coldkeys: readonly string[];
  /** What counts in consensus: alpha and weighted TAO, in rao. */
  readonly stake: BigUint64Array;
  readonly alphaStake: BigUint64Array;
  /** Stake on the root network, not yet weighted. */
  readonly taoStake: BigUint64Array;
  readonly incentive: Uint16Array;
  readonly dividends: Uint16Array;
  readonly consensus: Uint16Array;
  readonly validatorTrust: Uint16Array;
  /** Alpha of the last epoch, in rao. */
  readonly emission: BigUint64Array;
  /** 1 if the neuron set weights lately. */
  readonly active: Uint8Array;
  /** 1 if the neuron may set weights. */
  readonly validatorPermit: Uint8Array;
  /** Block of the last weights; 0 for never. */
  readonly lastUpdate: Float64Array;
  /** Block of the registration. */
  readonly registeredAt: Float64Array;
  /** `undefined` for a neuron that does not listen. */
  readonly axons: readonly (AxonInfo | undefined)[];

  readonly tempo: number;
  readonly blocksSinceLastStep: number;
  /** TAO for one alpha, smoothed. */
  readonly movingPrice: number;
  readonly taoIn: Rao;
  readonly alphaIn: Rao;
  readonly alphaOut: Rao;
  /** What registering costs. */
  readonly burn: Rao;
  readonly registrationAllowed: boolean;
  readonly immunityPeriod: number;
  readonly activityCutoff: number;
  readonly maxValidators: number;
  readonly minAllowedWeights: number;
  readonly weightsVersion: number;
  /** Blocks between two sets of weights of one hotkey. */
  readonly weightsRateLimit: number;
  readonly servingRateLimit: number;
  readonly commitRevealWeightsEnabled: boolean;
  /** Epochs between commit and reveal. */
  readonly commitRevealPeriod: number;
}

/** A column or a value of the subnet that can be read alone. */
export type MetagraphField = keyof Metagraph;

/** What is always there, beside what was asked for. */
export type SelectedMetagraph<K extends MetagraphField> = Pick<Metagraph, K | "netuid" | "block" | "n">;

type StoredMetagraph = Readonly<Record<string, unknown>>;

const API = "SubnetInfoRuntimeApi";

/**
 * Reads a subnet in one runtime call; the validators' trust, which that call lacks, comes from storage at the same time.
 * @param before - An earlier read of the subnet, which saves work where addresses are the same.
 * @throws `chain/subnet_not_found`.
 */
export async function readMetagraph(chain: ChainReader, netuid: number, before?: Metagraph): Promise<Metagraph> {
  const [stored, validatorTrust] = await Promise.all([
    chain.runtimeCall<StoredMetagraph | undefined>(API, "get_metagraph", [netuid], columnDecoder),
    readValidatorTrust(chain, netuid),
  ]);
  if (!stored) throw subnetNotFound(netuid);
  return createMetagraph(stored, validatorTrust, before);
}

/** From the chain's struct as `columnDecoder` gives it. */
export function createMetagraph(stored: StoredMetagraph, trust: readonly number[] = [], before?: Metagraph): Metagraph {
  const n = (stored.hotkeys as Uint8Array).length / 32;
  const validatorTrust = fit(Uint16Array.from(trust), n, Uint16Array);
  const metagraph = { ...selectFields(stored, calledFields, { n }), n, validatorTrust };
  for (const name of accountColumns) defineAddresses(metagraph, name, stored[name] as Uint8Array, before);
  return metagraph as unknown as Metagraph;
}

/**
 * Reads some columns and values of a subnet, in one runtime call that carries nothing else; the validators' trust comes from
 * storage. @throws `chain/subnet_not_found`, or `chain/unsupported` for a chain that has no such call.
 */
export async function selectMetagraph<K extends MetagraphField>(
  chain: ChainReader,
  netuid: number,
  names: readonly K[],
): Promise<SelectedMetagraph<K>> {
  const isWanted = (name: MetagraphField) => name === "block" || (names as readonly MetagraphField[]).includes(name);
  const wanted = calledFields.filter(isWanted);
  const accounts = accountColumns.filter(isWanted);
  const stored = ["netuid", "numUids", ...wanted.map((name) => fields[name].stored), ...accounts];
  const method = "get_selective_metagraph";
  const indexes = fieldIndexes(chain, chain.runtime.method(API, method).output, stored);
  const [found, validatorTrust] = await Promise.all([
    chain.runtimeCall<StoredMetagraph | undefined>(API, method, [netuid, indexes], columnDecoder),
    isWanted("validatorTrust") ? readValidatorTrust(chain, netuid) : undefined,
  ]);
  if (!found) throw subnetNotFound(netuid);
  const n = Number(found.numUids);
  const trust = validatorTrust && { validatorTrust: fit(Uint16Array.from(validatorTrust), n, Uint16Array) };
  const selected = { netuid, n, ...selectFields(found, wanted, { n }), ...trust };
  for (const name of accounts) defineAddresses(selected, name, found[name] as Uint8Array);
  return selected as unknown as SelectedMetagraph<K>;
}

const accountColumns = ["hotkeys", "coldkeys"] as const;

const calledFields = Object.keys(fields) as CalledField[];

const selectFields = (stored: StoredMetagraph, names: readonly CalledField[], context: FieldContext) =>
  Object.fromEntries(names.map((name) => [name, fields[name].read(stored[fields[name].stored], context)]));

/** The call takes the places of the fields in its own struct. */
function fieldIndexes({ runtime }: ChainReader, output: number, names: readonly string[]): number[] {
  const places = columnNames(runtime.types, output);
  return names.map((name) => {
    const index = places.indexOf(name);
    if (index < 0) throw unsupported("metagraph field", name);
    return index;
  });
}

async function readValidatorTrust(chain: ChainReader, netuid: number): Promise<readonly number[]> {
  try {
    return await chain.query("SubtensorModule", "ValidatorTrust", [netuid]);
  } catch (error) {
    if (isCodedError(error, "chain/unsupported")) return [];
    throw error;
  }
}
