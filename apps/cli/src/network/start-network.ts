import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { SubtensorClient } from "@taostack/chain";
import { explorerPath } from "@taostack/explorer";
import { type RunningGateway, startGateway } from "@taostack/gateway";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import {
  type CloseStep,
  CodedError,
  type Logger,
  parseTao,
  type Running,
  sleep,
  startWith,
} from "@taostack/primitives";
import { createLogger } from "@taostack/telemetry";
import { openHotkey, type Signer, type Wallet } from "@taostack/wallet";
import { bootstrapSubnets } from "./bootstrap.js";
import { type Cast, defaultCast, REFERENCE_MODEL, walletNames } from "./cast.js";
import { neuronHost } from "./neuron-host.js";
import { type NeuronProcess, neuronProcesses } from "./neurons.js";
import { freePortFrom } from "./ports.js";
import { type SupervisedChild, superviseChild } from "./supervisor.js";
import { networkFolder, readUpFile, removeUpFile, type UpFile, writeUpFile } from "./up-file.js";
import { prepareWallets } from "./wallets.js";

export interface NetworkOptions {
  /** `.taostack` is made here. */
  readonly directory: string;
  /** Wished ports; the next free one is taken. */
  readonly gatewayPort: number;
  readonly chainPort: number;
  readonly blockTimeMs: number;
  /** Blocks between epochs. */
  readonly tempo: number;
  readonly cast?: Cast;
}

export interface NetworkModules {
  readonly logger?: Logger;
  /** Hears what is being done, before it is done. */
  readonly onStage?: (stage: string) => void;
  readonly onChild?: (child: SupervisedChild) => void;
}

export interface RunningNetwork extends Running {
  readonly upFile: UpFile;
  readonly cast: Cast;
  readonly chain: SubtensorClient;
  readonly children: readonly SupervisedChild[];
  /** The process that a neuron of the cast runs in. */
  childOf(neuron: string): SupervisedChild | undefined;
  /** Wallet names by hotkey address. */
  readonly hotkeys: ReadonlyMap<string, string>;
}

const HOST = "127.0.0.1";
/** What each coldkey begins with: enough for registrations and stake. */
const PURSE = parseTao("10000");
/** And the owner's, for the locks of five subnets, each twice the one before. */
const OWNER_PURSE = parseTao("100000");

/**
 * Brings up all markets on this machine: chain and gateway in this process, miners and validators in others, which are started again
 * when they die. Whatever fails on the way, what was started is stopped.
 * @throws `up/already_running`, `up/no_free_port`, `up/child_failed`, and what the parts throw.
 */
export function startNetwork(options: NetworkOptions, modules: NetworkModules = {}): Promise<RunningNetwork> {
  const { onStage = () => undefined, onChild = () => undefined } = modules;
  const { cast = defaultCast } = options;
  const folder = networkFolder(options.directory);
  return startWith(async (onClose, stop) => {
    await refuseSecond(folder);
    await Promise.all(["logs", "state"].map((name) => mkdir(join(folder, name), { recursive: true })));
    const logger = modules.logger ?? openLog(join(folder, "logs", "network.log"), onClose);
    onStage("wallets");
    const walletPath = join(folder, "wallets");
    const wallets = await prepareWallets(walletPath, walletNames(cast));
    onStage("chain");
    const net = await openChain(options, wallets, cast.owner, onClose);
    const chain = await SubtensorClient.connect(net.url, { logger });
    onClose(() => chain.close());
    onStage("subnets, registrations, stake");
    const netuids = await bootstrapSubnets(chain, { cast, wallets, tempo: options.tempo });
    const netuid = netuids[0] as number;
    net.setMode("interval", options.blockTimeMs);

    onStage("miners and validators");
    const gatewayHotkey = await openHotkey({
      walletPath,
      walletName: cast.gateway,
      hotkeyName: "default",
      hotkeyPassword: undefined,
      hotkeyPasswordFile: undefined,
    });
    const plan = {
      cast,
      chainUrl: net.url,
      netuids,
      walletPath,
      host: await neuronHost(),
      gatewayHotkey: gatewayHotkey.address,
      folder,
    };
    const processes = await neuronProcesses(plan);
    let announce = async (): Promise<void> => undefined;
    const children = await startAll(
      processes,
      (child) => {
        onChild(child);
        if (child.state === "ready") void announce();
      },
      onClose,
    );

    onStage("gateway");
    const gateway = await openGateway(options, marketsOf(cast, netuids), {
      chain,
      signer: gatewayHotkey,
      netuid,
      logger,
    });
    onClose(() => gateway.stop());
    const { key } = await gateway.createApiKey("local");
    const startedAt = new Date().toISOString();
    const childOf = (neuron: string): SupervisedChild | undefined =>
      children[processes.findIndex(({ neurons }) => neurons.includes(neuron))];
    const describe = (): UpFile => ({
      pid: process.pid,
      startedAt,
      chain: { url: net.url, netuid },
      subnets: cast.markets.map(({ commodity }, index) => ({ netuid: netuids[index] as number, commodity })),
      gateway: { url: gateway.url, apiKey: key, models: [REFERENCE_MODEL] },
      explorer: { url: gateway.url },
      wallets: { path: walletPath, names: walletNames(cast) },
      roles: processes.flatMap(({ neurons, spec }, index) =>
        neurons.map((name) => ({ name, pid: children[index]?.pid, wallet: name, log: spec.logPath })),
      ),
    });
    onStage("first answer");
    await firstAnswer(gateway.url, key);
    // A neuron that was started again has another pid.
    announce = () => writeUpFile(folder, describe());
    await announce();
    onClose(() => removeUpFile(folder));
    onClose(() => {
      announce = async () => undefined;
    });
    return { upFile: describe(), cast, chain, children, childOf, hotkeys: await namesByHotkey(wallets), stop };
  });
}

/** The chain and the gateway share this process with the view: their lines go to a file. */
function openLog(path: string, onClose: (step: CloseStep) => void): Logger {
  const file = createWriteStream(path, { flags: "a" });
  onClose(() => new Promise((resolve) => file.end(resolve)));
  return createLogger({ name: "network", destination: file });
}

async function namesByHotkey(wallets: ReadonlyMap<string, Wallet>): Promise<Map<string, string>> {
  return new Map(
    await Promise.all([...wallets].map(async ([name, wallet]) => [await wallet.hotkeyAddress(), name] as const)),
  );
}

async function refuseSecond(folder: string): Promise<void> {
  const running = await readUpFile(folder);
  if (running === undefined) return;
  throw new CodedError(
    { code: "up/already_running" as const, pid: running.pid },
    `A network runs in this folder already (process ${running.pid}, ${running.explorer.url}).`,
    { remedy: "Use it, or stop it with Ctrl-C where it runs." },
  );
}

async function openChain(
  options: NetworkOptions,
  wallets: ReadonlyMap<string, Wallet>,
  owner: string,
  onClose: (step: CloseStep) => void,
): Promise<Localnet> {
  const balances = await Promise.all(
    [...wallets].map(async ([name, wallet]) => ({
      address: await wallet.coldkeyAddress(),
      free: name === owner ? OWNER_PURSE : PURSE,
    })),
  );
  const net = await startLocalnet({
    host: HOST,
    port: await freePortFrom(options.chainPort, HOST),
    // While the subnet is prepared, nothing waits for the next block; then time makes them.
    mode: "instant",
    blockTimeMs: options.blockTimeMs,
    // Another chain each time: nothing that was kept from an earlier one fits it by accident.
    seed: randomUUID(),
    genesis: { balances },
  });
  onClose(() => net.stop());
  return net;
}

/** Starts all at once; if one fails, the others are stopped too. */
async function startAll(
  processes: readonly NeuronProcess[],
  onChild: (child: SupervisedChild) => void,
  onClose: (step: CloseStep) => void,
): Promise<SupervisedChild[]> {
  const started = await Promise.allSettled(processes.map(({ spec }) => superviseChild(spec, onChild)));
  const children = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  onClose(() => Promise.all(children.map((child) => child.stop())));
  const failed = started.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  return children;
}

/** The markets that a gateway can offer besides the first one, as its option names them. */
const marketsOf = ({ markets }: Cast, netuids: readonly number[]): string[] =>
  markets.flatMap(({ commodity }, index) =>
    ["translation", "vision", "forecast"].includes(commodity) ? [`${commodity}:${netuids[index]}`] : [],
  );

async function openGateway(
  options: NetworkOptions,
  markets: readonly string[],
  { netuid, ...modules }: { chain: SubtensorClient; signer: Signer; netuid: number; logger: Logger },
): Promise<RunningGateway> {
  const config = {
    netuid,
    host: HOST,
    port: await freePortFrom(options.gatewayPort, HOST),
    databasePath: ":memory:",
    explorerPath,
    models: [REFERENCE_MODEL],
    markets,
    playgroundKey: true,
    discoveryIntervalMs: 1_000,
  };
  return startGateway(config, modules);
}

const READY_TIMEOUT_MS = 40_000;
const READY_POLL_MS = 100;

/**
 * The network is ready when a question is answered: validators need a moment to hear of miners that have just announced themselves.
 * @throws `up/not_ready`.
 */
async function firstAnswer(url: string, apiKey: string): Promise<void> {
  const until = Date.now() + READY_TIMEOUT_MS;
  const body = JSON.stringify({
    model: REFERENCE_MODEL,
    messages: [{ role: "user", content: "Hello!" }],
    max_tokens: 16,
  });
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  while (Date.now() < until) {
    const signal = AbortSignal.timeout(5_000);
    const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", headers, body, signal }).catch(
      () => undefined,
    );
    await response?.body?.cancel();
    if (response?.ok) return;
    await sleep(READY_POLL_MS);
  }
  throw new CodedError({ code: "up/not_ready" as const }, "No miner has answered a first question.", {
    remedy: "Look into the logs in .taostack/logs.",
  });
}
