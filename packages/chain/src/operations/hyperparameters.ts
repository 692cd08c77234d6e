import type { Rao } from "@taostack/primitives";
import type { ChainAccess } from "../chain-access.js";
import type { ChainReader } from "../chain-reader.js";
import { subnetNotFound } from "../errors.js";
import { chainSettings, type Setting, subnetSettings } from "../registry/hyperparameters.js";
import type { Runtime } from "../runtime/runtime.js";
import type { TxReceipt } from "../transactions/receipt.js";
import type { WriteOptions } from "../transactions/submit.js";

/**
 * A subnet's settings, by the names of the Python tools in camel case. Counts, blocks and u16 fractions are numbers; amounts (rao),
 * difficulties and u64 fractions bigint.
 */
export interface SubnetHyperparameters {
  readonly rho: number;
  readonly kappa: number;
  readonly immunityPeriod: number;
  readonly minAllowedWeights: number;
  readonly maxWeightsLimit: number;
  readonly tempo: number;
  readonly minDifficulty: bigint;
  readonly maxDifficulty: bigint;
  readonly difficulty: bigint;
  readonly weightsVersion: number;
  readonly weightsRateLimit: number;
  readonly adjustmentInterval: number;
  readonly adjustmentAlpha: bigint;
  readonly activityCutoff: number;
  readonly registrationAllowed: boolean;
  readonly targetRegsPerInterval: number;
  readonly maxRegsPerBlock: number;
  readonly minBurn: Rao;
  readonly maxBurn: Rao;
  readonly bondsMovingAvg: bigint;
  readonly servingRateLimit: number;
  readonly maxValidators: number;
  readonly commitRevealPeriod: number;
  readonly commitRevealWeightsEnabled: boolean;
  readonly alphaHigh: number;
  readonly alphaLow: number;
  readonly liquidAlphaEnabled: boolean;
  /** 2 or 3. */
  readonly yumaVersion: number;
  /** The subnet was started. */
  readonly subnetIsActive: boolean;
  readonly transfersEnabled: boolean;
  readonly bondsResetEnabled: boolean;
}

/** u64 on the chain, small in meaning. */
const countFields = ["weightsVersion", "weightsRateLimit", "activityCutoff", "servingRateLimit", "commitRevealPeriod"];

/** @throws `chain/subnet_not_found`. */
export async function readHyperparameters(chain: ChainReader, netuid: number): Promise<SubnetHyperparameters> {
  const method = "get_subnet_hyperparams_v2";
  const found = await chain.runtimeCall<Record<string, unknown> | undefined>("SubnetInfoRuntimeApi", method, [netuid]);
  if (!found) throw subnetNotFound(netuid);
  const counts = countFields.map((field) => [field, Number(found[field])]);
  return { ...found, ...Object.fromEntries(counts) } as SubnetHyperparameters;
}

export interface HyperparameterChange extends WriteOptions {
  /** Absent for a setting of the whole chain. */
  readonly netuid?: number;
  /** As the Python tools name it: `tempo`, `weights_rate_limit`; or the rest of an `AdminUtils.sudo_set_…` call. */
  readonly name: string;
  /** Two values for `alpha_values`: low, high. */
  readonly value: unknown;
  /** Sends it as the chain's sudo key, for what a subnet's owner may not set. */
  readonly sudo?: boolean;
}

const settings: Readonly<Record<string, Setting>> = { ...chainSettings, ...subnetSettings };

/** @throws `chain/unsupported` for a name that the chain lacks, `chain/BadOrigin`, `chain/RequireSudo` and as every write. */
export async function setHyperparameter(chain: ChainAccess, change: HyperparameterChange): Promise<TxReceipt> {
  const { netuid, name, value, sudo = false, ...options } = change;
  const call = settings[name]?.call ?? `sudo_set_${name}`;
  const values = Array.isArray(value) && name === "alpha_values" ? value : [value];
  const args = netuid === undefined ? values : [netuid, ...values];
  const inner = (runtime: Runtime) => runtime.call("AdminUtils", call, args);
  const build = sudo ? (runtime: Runtime) => runtime.call("Sudo", "sudo", [inner(runtime)]) : inner;
  return chain.submitBuilt(build, options);
}
