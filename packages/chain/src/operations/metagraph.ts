import { isCodedError, type Rao, rao } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import { type AxonInfo, axonOf } from "../encoding/axon.js";
import { fixedToNumber } from "../encoding/fixed-point.js";
import { subnetNotFound } from "../errors.js";
import { textOf } from "../runtime/names.js";
import { decodeMetagraph, type StoredMetagraph } from "./decode-metagraph.js";

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

/**
 * Reads a subnet in one runtime call; the validators' trust, which that call lacks, comes from storage at the same time.
 * @throws `chain/subnet_not_found`.
 */
export async function readMetagraph(chain: ChainReader, netuid: number): Promise<Metagraph> {
  const [stored, validatorTrust] = await Promise.all([
    chain.runtimeCallBy("SubnetInfoRuntimeApi", "get_metagraph", [netuid], decodeMetagraph),
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
  const { axons } = stored;
  return {
    hotkeys: stored.hotkeys,
    coldkeys: stored.coldkeys,
    stake: ofLength(stored.totalStake, n),
    alphaStake: ofLength(stored.alphaStake, n),
    taoStake: ofLength(stored.taoStake, n),
    incentive: ofLength(stored.incentives, n),
    dividends: ofLength(stored.dividends, n),
    consensus: ofLength(stored.consensus, n),
    validatorTrust: ofLength(Uint16Array.from(validatorTrust), n),
    emission: ofLength(stored.emission, n),
    active: ofLength(stored.active, n),
    validatorPermit: ofLength(stored.validatorPermit, n),
    lastUpdate: ofLength(stored.lastUpdate, n),
    registeredAt: ofLength(stored.blockAtRegistration, n),
    axons: Array.from({ length: n }, (_, uid) => axonOf(axons[uid])),
  };
}

type Column = Uint8Array | Uint16Array | BigUint64Array | Float64Array;

function ofLength<C extends Column>(column: C, n: number): C {
  if (column.length === n) return column;
  const result = new (column.constructor as new (length: number) => Column)(n);
  result.set(column.subarray(0, n) as never);
  return result as C;
}
