import { isCodedError, type Rao, rao } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import { type AxonInfo, axonOf, type StoredAxon } from "../encoding/axon.js";
import { fixedToNumber } from "../encoding/fixed-point.js";
import { subnetNotFound } from "../errors.js";
import { textOf } from "../runtime/names.js";

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

/** The fields of the chain's struct that are used. */
interface StoredMetagraph {
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
  readonly active: readonly boolean[];
  readonly validatorPermit: readonly boolean[];
  readonly lastUpdate: readonly bigint[];
  readonly emission: readonly bigint[];
  readonly dividends: readonly number[];
  readonly incentives: readonly number[];
  readonly consensus: readonly number[];
  readonly blockAtRegistration: readonly bigint[];
  readonly alphaStake: readonly bigint[];
  readonly taoStake: readonly bigint[];
  readonly totalStake: readonly bigint[];
}

/**
 * Reads a subnet in one runtime call; the validators' trust, which that call lacks, comes from storage at the same time.
 * @throws `chain/subnet_not_found`.
 */
export async function readMetagraph(chain: ChainReader, netuid: number): Promise<Metagraph> {
  const [stored, validatorTrust] = await Promise.all([
    chain.runtimeCall<StoredMetagraph | undefined>("SubnetInfoRuntimeApi", "get_metagraph", [netuid]),
    readValidatorTrust(chain, netuid),
  ]);
  if (!stored) throw subnetNotFound(netuid);
  return { ...subnetFields(stored), ...columns(stored, validatorTrust) };
}

async function readValidatorTrust(chain: ChainReader, netuid: number): Promise<readonly number[]> {
  try {
    return await chain.query("SubtensorModule", "ValidatorTrust", [netuid]);
  } catch (error) {
    if (isCodedError(error, "chain/unsupported")) return [];
    throw error;
  }
}

const subnetFields = (stored: StoredMetagraph) => ({
  netuid: stored.netuid,
  block: Number(stored.block),
  name: textOf(stored.name),
  symbol: textOf(stored.symbol),
  ownerHotkey: stored.ownerHotkey,
  ownerColdkey: stored.ownerColdkey,
  n: stored.hotkeys.length,
  maxNeurons: stored.maxUids,
  tempo: stored.tempo,
  blocksSinceLastStep: Number(stored.blocksSinceLastStep),
  movingPrice: fixedToNumber(stored.movingPrice.bits),
  taoIn: rao(stored.taoIn),
  alphaIn: rao(stored.alphaIn),
  alphaOut: rao(stored.alphaOut),
  burn: rao(stored.burn),
  registrationAllowed: stored.registrationAllowed,
  immunityPeriod: stored.immunityPeriod,
  activityCutoff: Number(stored.activityCutoff),
  maxValidators: stored.maxValidators,
  minAllowedWeights: stored.minAllowedWeights,
  weightsVersion: Number(stored.weightsVersion),
  weightsRateLimit: Number(stored.weightsRateLimit),
  servingRateLimit: Number(stored.servingRateLimit),
  commitRevealWeightsEnabled: stored.commitRevealWeightsEnabled,
  commitRevealPeriod: Number(stored.commitRevealPeriod),
});

/** Columns may be shorter than `n` on the chain for a block or two after a registration: the rest reads as zero. */
function columns(stored: StoredMetagraph, validatorTrust: readonly number[]) {
  const n = stored.hotkeys.length;
  const u64 = (values: readonly bigint[]) => fill(new BigUint64Array(n), values);
  const u16 = (values: readonly number[]) => fill(new Uint16Array(n), values);
  return {
    hotkeys: stored.hotkeys,
    coldkeys: stored.coldkeys,
    stake: u64(stored.totalStake),
    alphaStake: u64(stored.alphaStake),
    taoStake: u64(stored.taoStake),
    incentive: u16(stored.incentives),
    dividends: u16(stored.dividends),
    consensus: u16(stored.consensus),
    validatorTrust: u16(validatorTrust),
    emission: u64(stored.emission),
    active: fill(new Uint8Array(n), stored.active.map(Number)),
    validatorPermit: fill(new Uint8Array(n), stored.validatorPermit.map(Number)),
    lastUpdate: fill(new Float64Array(n), stored.lastUpdate.map(Number)),
    registeredAt: fill(new Float64Array(n), stored.blockAtRegistration.map(Number)),
    axons: Array.from({ length: n }, (_, uid) => axonOf(stored.axons[uid])),
  };
}

interface Column<V> {
  set(values: ArrayLike<V>): void;
  readonly length: number;
}

function fill<V, C extends Column<V>>(column: C, values: readonly V[]): C {
  column.set(values.slice(0, column.length));
  return column;
}
