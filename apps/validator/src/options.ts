import { chainOptions } from "@taostack/chain";
import type { AnyUnaryCommodity } from "@taostack/commodities";
import { type OptionTable, type Resolved, resolveOptions } from "@taostack/primitives";
import { telemetryOptions } from "@taostack/telemetry";
import { walletOptions } from "@taostack/wallet";
import { forecastOptions } from "./forecast/options.js";
import { sharpnessOf } from "./weights/sharpness.js";

/** The built-in markets that a validator can judge. */
export const commodityNames = ["text", "translation", "vision", "forecast", "storage"] as const;

export const validatorOptions = {
  ...chainOptions,
  ...walletOptions,
  host: { kind: "string", default: "0.0.0.0", env: "VALIDATOR_HOST", help: "address to listen on for gateways" },
  port: { kind: "port", default: 8092, env: "VALIDATOR_PORT", help: "TCP port to listen on; 0 takes a free one" },
  externalIp: {
    kind: "string",
    optional: true,
    env: "VALIDATOR_EXTERNAL_IP",
    help: "address that the chain tells gateways, if it is not --host",
  },
  externalPort: {
    kind: "port",
    optional: true,
    env: "VALIDATOR_EXTERNAL_PORT",
    help: "port that the chain tells, if it is not --port",
  },
  gateways: {
    kind: "list",
    default: [],
    env: "VALIDATOR_GATEWAYS",
    help: "hotkeys (ss58) that may send users' requests; those of the own coldkey always may",
  },
  statePath: {
    kind: "string",
    optional: true,
    env: "VALIDATOR_STATE_PATH",
    help: "file of the scores; in ~/.taostack by default",
  },
  commodity: {
    kind: "string",
    default: "text",
    choices: commodityNames,
    orPath: true,
    env: "VALIDATOR_COMMODITY",
    help: "what the subnet trades",
  },
  model: {
    kind: "string",
    optional: true,
    env: "VALIDATOR_MODEL",
    help: "reference model: a bundled one's name, or a folder; the commodity's best bundled one by default",
  },
  threads: {
    kind: "integer",
    default: 1,
    min: 1,
    max: 256,
    env: "VALIDATOR_THREADS",
    help: "threads that judge one answer",
  },
  challengeIntervalMs: {
    kind: "integer",
    default: 12_000,
    min: 10,
    env: "VALIDATOR_CHALLENGE_INTERVAL_MS",
    help: "between two challenges, on average",
  },
  sampleSize: {
    kind: "integer",
    default: 8,
    min: 1,
    max: 256,
    env: "VALIDATOR_SAMPLE_SIZE",
    help: "miners asked in one challenge",
  },
  organicMiners: {
    kind: "integer",
    default: 3,
    min: 1,
    max: 32,
    env: "VALIDATOR_ORGANIC_MINERS",
    help: "miners that compete for a user's request",
  },
  maxOrganic: {
    kind: "integer",
    default: 32,
    min: 1,
    // Each may be a call to the same miner, and a channel carries some hundreds.
    max: 256,
    env: "VALIDATOR_MAX_ORGANIC",
    help: "users' requests answered at a time",
  },
  answerTimeoutMs: {
    kind: "integer",
    default: 30_000,
    min: 100,
    env: "VALIDATOR_ANSWER_TIMEOUT_MS",
    help: "longest answer of a miner",
  },
  stallMs: {
    kind: "integer",
    default: 3_000,
    min: 50,
    env: "VALIDATOR_STALL_MS",
    help: "silence after which another miner goes on",
  },
  storagePieces: {
    kind: "integer",
    default: 16,
    min: 1,
    max: 1_000,
    env: "VALIDATOR_STORAGE_PIECES",
    help: "pieces of its own, of 64 KiB to 1 MiB, that a validator of storage keeps with each miner",
  },
  storageLeaseSeconds: {
    kind: "integer",
    default: 30 * 86_400,
    min: 1,
    max: 2 ** 31 - 1,
    env: "VALIDATOR_STORAGE_LEASE_SECONDS",
    help: "lease of these pieces; renewed when half of it is over",
  },
  auditTimeoutMs: {
    kind: "integer",
    default: 500,
    min: 10,
    env: "VALIDATOR_AUDIT_TIMEOUT_MS",
    help: "time for a proof of storage; 50 ms more for each piece asked for together",
  },
  movingAverageAlpha: {
    kind: "number",
    default: 0.05,
    min: 0.001,
    max: 1,
    env: "VALIDATOR_MOVING_AVERAGE_ALPHA",
    help: "weight of the newest score",
  },
  sharpness: {
    kind: "number",
    optional: true,
    min: 0.1,
    max: 16,
    env: "VALIDATOR_SHARPNESS",
    help: "power of the scores in the weights; what suits the commodity by default",
  },
  minSamples: {
    kind: "integer",
    default: 10,
    min: 1,
    env: "VALIDATOR_MIN_SAMPLES",
    help: "scores that must be there before weights are set",
  },
  versionKey: {
    kind: "integer",
    default: 0,
    min: 0,
    env: "VALIDATOR_VERSION_KEY",
    help: "version_key sent with weights",
  },
  ...forecastOptions,
  ...telemetryOptions,
} as const satisfies OptionTable;

type Options = Resolved<typeof validatorOptions>;
/** The sharpness is the market's where the operator asks for none. */
export type ValidatorConfig = Options & { readonly sharpness: number };
/** Everything that has a default may be left out. A commodity may be given itself, instead of a name or a module's path. */
export type ValidatorInput = Pick<Options, "netuid"> &
  Partial<Omit<Options, "commodity">> & { readonly commodity?: string | AnyUnaryCommodity };

/** The checked options, and the commodity as given; the one that the options name if none was. */
export function resolveValidator({ commodity: given, ...flags }: ValidatorInput): {
  readonly config: ValidatorConfig;
  readonly commodity: string | AnyUnaryCommodity;
} {
  const named = typeof given === "object" ? {} : { commodity: given };
  const options = resolveOptions(validatorOptions, { flags: { ...flags, ...named } });
  const commodity = typeof given === "object" ? given.name : options.commodity;
  const sharpness = sharpnessOf({ ...options, commodity });
  return { config: { ...options, commodity, sharpness }, commodity: typeof given === "object" ? given : commodity };
}
