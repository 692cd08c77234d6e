import { chainOptions } from "@taostack/chain";
import type { AnyUnaryCommodity } from "@taostack/commodities";
import { type OptionTable, type Resolved, resolveOptions } from "@taostack/primitives";
import { telemetryOptions } from "@taostack/telemetry";
import { walletOptions } from "@taostack/wallet";

/** The built-in markets that a miner can serve. */
export const commodityNames = ["text", "translation", "vision", "forecast", "storage"] as const;

export const minerOptions = {
  ...chainOptions,
  ...walletOptions,
  host: { kind: "string", default: "0.0.0.0", env: "MINER_HOST", help: "address to listen on" },
  port: { kind: "port", default: 8091, env: "MINER_PORT", help: "TCP port to listen on; 0 takes a free one" },
  externalIp: {
    kind: "string",
    optional: true,
    env: "MINER_EXTERNAL_IP",
    help: "address that the chain tells validators, if it is not --host",
  },
  externalPort: {
    kind: "port",
    optional: true,
    env: "MINER_EXTERNAL_PORT",
    help: "port that the chain tells, if it is not --port",
  },
  commodity: {
    kind: "string",
    default: "text",
    choices: commodityNames,
    orPath: true,
    env: "MINER_COMMODITY",
    help: "what the subnet trades",
  },
  model: {
    kind: "string",
    optional: true,
    env: "MINER_MODEL",
    help: "name of a bundled model, or a folder; the commodity's best bundled one by default",
  },
  dtype: { kind: "string", optional: true, env: "MINER_DTYPE", help: "weights of the model to load: fp32, q8, …" },
  executionProviders: {
    kind: "list",
    default: ["cpu"],
    env: "MINER_EXECUTION_PROVIDERS",
    help: "what computes, by onnxruntime's names, first choice first: cuda,cpu",
  },
  threads: {
    kind: "integer",
    default: 1,
    min: 1,
    max: 256,
    env: "MINER_THREADS",
    help: "threads that compute one answer",
  },
  maxConcurrent: {
    kind: "integer",
    default: 4,
    min: 1,
    env: "MINER_MAX_CONCURRENT",
    help: "answers computed at a time",
  },
  maxQueue: {
    kind: "integer",
    default: 16,
    min: 0,
    env: "MINER_MAX_QUEUE",
    help: "answers that wait; more are refused",
  },
  dataFolder: {
    kind: "string",
    optional: true,
    env: "MINER_DATA_FOLDER",
    help: "folder of the pieces that a storage miner keeps; in ~/.taostack/miners by default",
  },
  quotaMib: {
    kind: "integer",
    default: 10_240,
    min: 1,
    max: 2 ** 40,
    env: "MINER_QUOTA_MIB",
    help: "MiB that a storage miner keeps at most",
  },
  ownerQuotaMib: {
    kind: "integer",
    optional: true,
    min: 1,
    max: 2 ** 40,
    env: "MINER_OWNER_QUOTA_MIB",
    help: "MiB that it keeps for one hotkey; --quota-mib by default",
  },
  maxLeaseSeconds: {
    kind: "integer",
    default: 90 * 86_400,
    min: 1,
    max: 2 ** 31 - 1,
    env: "MINER_MAX_LEASE_SECONDS",
    help: "longest lease that a storage miner grants; its owner may renew it",
  },
  minStake: {
    kind: "number",
    default: 1_000,
    min: 0,
    env: "MINER_MIN_STAKE",
    help: "stake, in whole units, that lets a registered hotkey ask without a validator permit",
  },
  callsPerMinute: {
    kind: "integer",
    default: 600,
    min: 1,
    env: "MINER_CALLS_PER_MINUTE",
    help: "most calls of one validator",
  },
  ...telemetryOptions,
} as const satisfies OptionTable;

export type MinerConfig = Resolved<typeof minerOptions>;
/** Everything that has a default may be left out. A commodity may be given itself, instead of a name or a module's path. */
export type MinerInput = Pick<MinerConfig, "netuid"> &
  Partial<Omit<MinerConfig, "commodity">> & { readonly commodity?: string | AnyUnaryCommodity };

/** The checked options, and the commodity as given; the one that the options name if none was. */
export function resolveMiner({ commodity: given, ...flags }: MinerInput): {
  readonly config: MinerConfig;
  readonly commodity: string | AnyUnaryCommodity;
} {
  if (typeof given !== "object") {
    const config = resolveOptions(minerOptions, { flags: { ...flags, commodity: given } });
    return { config, commodity: config.commodity };
  }
  const config = resolveOptions(minerOptions, { flags });
  return { config: { ...config, commodity: given.name }, commodity: given };
}
