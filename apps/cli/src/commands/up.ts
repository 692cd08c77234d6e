import { describeError, type Running, startWith, withDeadline } from "@taostack/primitives";
import type { Context } from "../context.js";
import { observe } from "../network/observe.js";
import { type RunningNetwork, startNetwork } from "../network/start-network.js";
import { wholeNumber } from "../numbers.js";
import { duration } from "../view/format.js";
import { showLiveView } from "../view/live-view.js";
import { addressLines, eventLine } from "../view/render.js";

interface UpOptions {
  readonly port?: string;
  readonly chainPort?: string;
  readonly blockTime?: string;
  readonly tempo?: string;
  readonly plain?: boolean;
}

const STOP_TIMEOUT_MS = 5_000;

/** Brings the network up, shows it, and stops it on Ctrl-C, `q` or SIGTERM. */
export async function up(context: Context, _: readonly string[], options: UpOptions): Promise<void> {
  const stopping = stopSignal();
  const blockTimeMs = wholeNumber("--block-time", options.blockTime ?? "250");
  const settings = {
    directory: context.surroundings.cwd,
    gatewayPort: wholeNumber("--port", options.port ?? "8080"),
    chainPort: wholeNumber("--chain-port", options.chainPort ?? "9944"),
    blockTimeMs,
    tempo: wholeNumber("--tempo", options.tempo ?? "40"),
  };
  const stages = reportStages(context);
  const starting = startNetwork(settings, { onStage: stages.begin, onChild: () => undefined });
  const network = await Promise.race([starting, stopping.requested]);
  if (network === undefined) return stopHalfStarted(starting);
  stages.end();
  await startWith(async (onClose, close) => {
    onClose(() => stopInTime(context, network));
    const view = await showNetwork(context, network, {
      blockTimeMs,
      plain: options.plain === true,
      onQuit: stopping.request,
    });
    onClose(() => view.stop());
    await stopping.requested;
    await close();
  });
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
    const output = context.surroundings.stdout as NodeJS.WriteStream;
    const live = !plain && output.isTTY === true && process.stdin.isTTY === true && process.env.TERM !== "dumb";
    const lines = live ? {} : { onEvent: (event: Parameters<typeof eventLine>[0]) => context.print(eventLine(event)) };
    const observation = await observe(network, { blockTimeMs, ...lines });
    onClose(() => observation.stop());
    context.print(["", "ready", "", ...addressLines(observation.snapshot()).map((line) => `  ${line}`), ""].join("\n"));
    if (live) {
      const view = showLiveView({ output, input: process.stdin, snapshot: observation.snapshot, onQuit });
      onClose(() => view.stop());
    }
    return { stop };
  });
}

/** One line for each stage, with the time that it took. */
function reportStages(context: Context) {
  let current: { name: string; startedAt: number } | undefined;
  const end = (): void => {
    if (current) context.print(`  ${current.name.padEnd(28)} ${duration(performance.now() - current.startedAt)}`);
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
  process.once("SIGINT", request);
  process.once("SIGTERM", request);
  return { requested, request };
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
