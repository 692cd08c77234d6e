import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Cast } from "./cast.js";
import { REFERENCE_MODEL } from "./cast.js";
import { freePortFrom } from "./ports.js";
import type { ChildSpec } from "./supervisor.js";

export interface NeuronPlan {
  readonly cast: Cast;
  readonly chainUrl: string;
  readonly netuid: number;
  readonly walletPath: string;
  /** Where neurons listen. */
  readonly host: string;
  /** ss58 of the gateway's hotkey, whose requests validators take. */
  readonly gatewayHotkey: string;
  /** The network's folder: logs and the validators' scores. */
  readonly folder: string;
}

const FIRST_PORT = 8091;
/** A request every few seconds keeps scores fresh at epochs of some seconds. */
const CHALLENGE_INTERVAL_MS = 1_500;
/** These programs hold little; a small heap keeps the whole network on a laptop. */
const HEAP_MB = 192;

/** How each miner and each validator of the cast is started; their ports stay the same when they are started again. */
export async function neuronSpecs(plan: NeuronPlan): Promise<ChildSpec[]> {
  const { cast } = plan;
  const entries = [
    ...cast.miners.map(({ name, model, dtype }) => ({
      name,
      app: "miner",
      extra: ["--model", model, "--dtype", dtype, "--min-stake", "100"],
    })),
    ...cast.validators.map(({ name }) => ({ name, app: "validator", extra: validatorArgs(plan, name) })),
  ];
  const specs: ChildSpec[] = [];
  let port = FIRST_PORT;
  for (const { name, app, extra } of entries) {
    port = await freePortFrom(port, plan.host);
    specs.push({
      name,
      script: entryOf(app),
      args: [...commonArgs(plan, name, port), ...extra],
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      logPath: join(plan.folder, "logs", `${name}.log`),
    });
    port += 1;
  }
  return specs;
}

const commonArgs = ({ chainUrl, netuid, walletPath, host }: NeuronPlan, name: string, port: number): string[] => [
  ...["--endpoint", chainUrl, "--netuid", String(netuid)],
  ...["--wallet-path", walletPath, "--wallet-name", name],
  ...["--host", host, "--port", String(port)],
];

const validatorArgs = ({ folder, gatewayHotkey }: NeuronPlan, name: string): string[] => [
  ...["--model", REFERENCE_MODEL, "--gateways", gatewayHotkey],
  ...["--state-path", join(folder, "state", `${name}.json`)],
  ...["--challenge-interval-ms", String(CHALLENGE_INTERVAL_MS)],
];

const require = createRequire(import.meta.url);

/** The compiled entry of another app; a process of its own, so that it can die alone. */
const entryOf = (app: string): string =>
  join(dirname(require.resolve(`@taostack/${app}/package.json`)), "dist", "bin.js");
