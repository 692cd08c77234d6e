import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MinerInput } from "@taostack/miner";
import type { ValidatorInput } from "@taostack/validator";
import { type Cast, type MarketCast, type MinerRole, neuronNames, REFERENCE_MODEL } from "./cast.js";
import { freePortFrom } from "./ports.js";
import type { ChildSpec } from "./supervisor.js";

export interface NeuronPlan {
  readonly cast: Cast;
  readonly chainUrl: string;
  /** Of each market, in the order of the cast. */
  readonly netuids: readonly number[];
  readonly walletPath: string;
  /** Where neurons listen. */
  readonly host: string;
  /** ss58 of the gateway's hotkey, whose requests validators take. */
  readonly gatewayHotkey: string;
  /** The network's folder: logs, the validators' scores, the miners' pieces. */
  readonly folder: string;
}

/** One neuron, as the function that starts it takes it. */
export type NeuronInput =
  | { readonly name: string; readonly app: "miner"; readonly input: MinerInput }
  | { readonly name: string; readonly app: "validator"; readonly input: ValidatorInput };

/** A process, and the neurons in it. */
export interface NeuronProcess {
  readonly spec: ChildSpec;
  readonly neurons: readonly string[];
}

const FIRST_PORT = 8091;
/** A request every few seconds keeps scores fresh at epochs of some seconds. */
const CHALLENGE_INTERVAL_MS = 1_500;
/** The markets beside the first are there to be watched: they leave the processor to it. */
const QUIET_INTERVAL_MS = 3_000;
/** Forecasts can be judged when their farthest horizon has come: within seconds here. */
const FEED_STEP_MS = 250;
/** Luck evens out over hundreds of forecasts, and nobody is paid before: so many make minutes of that. */
const FORECAST_INTERVAL_MS = 750;
/** These programs hold little; a small heap keeps the whole network on a laptop. */
const HEAP_MB = 192;

/** How each process of the cast is started; the ports in it stay the same when it is started again. */
export async function neuronProcesses(plan: NeuronPlan): Promise<NeuronProcess[]> {
  const inputs = await marketInputs(plan);
  return plan.cast.markets.flatMap((market, index) => {
    const neurons = inputs[index] as readonly NeuronInput[];
    if (market.together) return [processOf(plan, market.commodity, neurons)];
    return neurons.map((input) => processOf(plan, input.name, [input]));
  });
}

/** The neurons of each market, in the order of the cast, each with a free port. */
export async function marketInputs(plan: NeuronPlan): Promise<NeuronInput[][]> {
  const markets: NeuronInput[][] = [];
  let port = FIRST_PORT;
  for (const [index, market] of plan.cast.markets.entries()) {
    const inputs: NeuronInput[] = [];
    for (const name of neuronNames(market)) {
      port = await freePortFrom(port, plan.host);
      inputs.push(inputOf(plan, market, plan.netuids[index] as number, name, port));
      port += 1;
    }
    markets.push(inputs);
  }
  return markets;
}

function processOf(plan: NeuronPlan, name: string, inputs: readonly NeuronInput[]): NeuronProcess {
  const [only] = inputs;
  const program =
    only && inputs.length === 1
      ? { script: entryOf(only.app), args: flagsOf(only.input) }
      : { script: marketEntry, args: ["--neurons", JSON.stringify(inputs)] };
  const logPath = join(plan.folder, "logs", `${name}.log`);
  const spec = { name, ...program, execArgv: [`--max-old-space-size=${HEAP_MB}`], logPath };
  return { spec, neurons: inputs.map((input) => input.name) };
}

function inputOf(plan: NeuronPlan, market: MarketCast, netuid: number, name: string, port: number): NeuronInput {
  const { chainUrl, walletPath, host } = plan;
  const { commodity } = market;
  const common = { endpoint: [chainUrl], netuid, walletPath, walletName: name, host, port, commodity };
  const miner = market.miners.find((role) => role.name === name);
  if (miner) return { name, app: "miner", input: { ...common, ...minerInput(plan, miner) } };
  return { name, app: "validator", input: { ...common, ...validatorInput(plan, market, name) } };
}

const minerInput = ({ folder }: NeuronPlan, { name, model, dtype, quotaMib }: MinerRole) => ({
  minStake: 100,
  ...(model === undefined ? {} : { model }),
  ...(dtype === undefined ? {} : { dtype }),
  ...(quotaMib === undefined ? {} : { quotaMib, dataFolder: join(folder, "pieces", name) }),
});

const validatorInput = ({ folder, gatewayHotkey }: NeuronPlan, { commodity }: MarketCast, name: string) => ({
  gateways: [gatewayHotkey],
  statePath: join(folder, "state", `${name}.json`),
  challengeIntervalMs: QUIET_INTERVAL_MS,
  ...marketInput[commodity],
});

/** What a market needs so that a first look shows something. */
const marketInput: Readonly<Record<MarketCast["commodity"], Partial<ValidatorInput>>> = {
  text: { challengeIntervalMs: CHALLENGE_INTERVAL_MS, model: REFERENCE_MODEL },
  vision: {},
  translation: {},
  forecast: {
    challengeIntervalMs: FORECAST_INTERVAL_MS,
    feedStepMs: FEED_STEP_MS,
    horizons: ["2", "8", "16"],
    minAnswers: 12,
  },
  storage: { storagePieces: 4 },
};

/** The flags of a program, from what its start function takes. */
const flagsOf = (input: NeuronInput["input"]): string[] =>
  Object.entries(input).flatMap(([key, value]) => [
    `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    String(value),
  ]);

const require = createRequire(import.meta.url);

/** The compiled entry of another app; a process of its own, so that it can die alone. */
const entryOf = (app: string): string =>
  join(dirname(require.resolve(`@taostack/${app}/package.json`)), "dist", "bin.js");

/** The compiled entry of a process with several neurons, whichever of the two forms this module runs in. */
const marketEntry = join(
  dirname(fileURLToPath(import.meta.url)).replace(/([\\/])src([\\/]network)$/, "$1dist$2"),
  "market-process.js",
);
