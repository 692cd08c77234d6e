import { describeError, type Running, startWith, withDeadline } from "@taostack/primitives";
import type { Context } from "../context.js";
import { observe } from "../network/observe.js";
import { type RunningNetwork, startNetwork } from "../network/start-network.js";
import { portOf, wholeNumber } from "../numbers.js";
import { duration } from "../view/format.js";
import { showLiveView } from "../view/live-view.js";
import { addressLines, eventLine } from "../view/render.js";
import type { EventLine } from "../view/snapshot.js";

interface UpOptions {
  readonly port?: string;
  readonly chainPort?: string;
  readonly blockTime?: string;
  readonly tempo?: string;
  readonly plain?: boolean;
}

const STOP_TIMEOUT_MS = 5_000;
const STAGE_WIDTH = 30;

/** Brings the network up, shows it, and stops it on Ctrl-C, `q` or SIGTERM. */
export async function up(context: Context, _: readonly string[], options: UpOptions): Promise<void> {
  const blockTimeMs = wholeNumber("--block-time", options.blockTime ?? "250", { min: 10, max: 60_000 });
  const settings = {
    directory: context.surroundings.cwd,
    gatewayPort: portOf("--port", options.port ?? "8080"),
    chainPort: portOf("--chain-port", options.chainPort ?? "9944"),
    blockTimeMs,
    tempo: wholeNumber("--tempo", options.tempo ?? "40", { min: 2, max: 65_535 }),
  };
  const stopping = stopSignal();
  try {
    const stages = reportStages(context);
    const starting = startNetwork(settings, { onStage: stages.begin, onChild: () => undefined });
    const network = await Promise.race([starting, stopping.requested]);
    if (network === undefined) return await stopHalfStarted(starting);
    stages.end();
    await startWith(async (onClose, close) => {
      onClose(() => stopInTime(context, network));
      const plain = options.plain === true;
      const view = await showNetwork(context, network, { blockTimeMs, plain, onQuit: stopping.request });
      onClose(() => view.stop());
      await stopping.requested;
      await close();
    });
  } finally {
    stopping.release();
  }
}

interface ShowOptions {
  readonly blockTimeMs: number;
  readonly plain: boolean;
  readonly onQuit: () => void;
}

/** A live view on a terminal, lines elsewhere. */
function showNetwork(
  context: Context,
  network: RunningNetwork,
  { blockTimeMs, plain, onQuit }: ShowOptions,
): Promise<Running> {
  return startWith(async (onClose, stop) => {
    const { env } = context.surroundings;
    const live = plain ? undefined : terminalOf(context);
    const lines = live ? {} : { onEvent: (event: EventLine) => context.print(eventLine(event)) };
    const observation = await observe(network, { blockTimeMs, ...lines });
    onClose(() => observation.stop());
    const command = commandOf(env);
    const addresses = addressLines(observation.snapshot(), command);
    context.print(["", "ready", "", ...addresses.map((line) => `  ${line}`), ""].join("\n"));
    if (live) {
      const view = showLiveView({ ...live, command, colour: !env.NO_COLOR, snapshot: observation.snapshot, onQuit });
      onClose(() => view.stop());
    }
    return { stop };
  });
}

/** Both ends of a terminal that can be drawn on. */
function terminalOf({ surroundings: { stdin, stdout, env } }: Context) {
  const [input, output] = [stdin as NodeJS.ReadStream, stdout as NodeJS.WriteStream];
  return input.isTTY && output.isTTY && env.TERM !== "dumb" ? { input, output } : undefined;
}

/** How this program is called here: by its name, or through the package manager that runs it from a checkout. */
const commandOf = (env: Context["surroundings"]["env"]): string =>
  env.npm_config_user_agent?.startsWith("pnpm/") ? "npx -y pnpm@12 tao" : "tao";

/** One line for each stage, with the time that it took. */
function reportStages(context: Context) {
  let current: { name: string; startedAt: number } | undefined;
  const end = (): void => {
    if (current)
      context.print(`  ${current.name.padEnd(STAGE_WIDTH)} ${duration(performance.now() - current.startedAt)}`);
    current = undefined;
  };
  const begin = (name: string): void => {
    if (!current) context.print("taostack  local network\n");
    end();
    current = { name, startedAt: performance.now() };
  };
  return { begin, end };
}

/** Ends a wait when the process is told to stop. */
function stopSignal() {
  let request: () => void = () => undefined;
  const requested = new Promise<undefined>((resolve) => {
    request = () => resolve(undefined);
  });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, request);
  const release = (): void => {
    for (const signal of signals) process.off(signal, request);
  };
  return { requested, request, release };
}

/** Told to stop while it was starting: it stops as soon as it can, and nothing that it had started stays. */
async function stopHalfStarted(starting: Promise<RunningNetwork>): Promise<void> {
  const network = await starting.catch(() => undefined);
  await network?.stop();
}

async function stopInTime(context: Context, network: RunningNetwork): Promise<void> {
  context.print("stopping");
  try {
    await withDeadline(network.stop(), STOP_TIMEOUT_MS, "stopping the network");
  } catch (error) {
    context.note(describeError(error));
  }
}
