import { setImmediate as nextTurn } from "node:timers/promises";
import { decodeAddress, fromHex, type Running, silentLogger, startWith } from "@taostack/primitives";
import type { BuiltSubnet, SubnetOptions } from "./builder/subnet-options.js";
import { createClient, type LocalnetClient } from "./client/client.js";
import { loadCrypto } from "./engine/signatures.js";
import { type BlockReport, reportBlock } from "./node/block-report.js";
import type { StateDump } from "./node/dump.js";
import type { LocalNode } from "./node/node.js";
import { openNode } from "./node/open-node.js";
import { Sealer } from "./node/sealer.js";
import { Workbench } from "./node/workbench.js";
import { type LocalnetOptions, resolveSealing, type SealingMode } from "./options.js";
import { callMethod, createMessageHandler } from "./rpc/handler.js";
import type { RpcContext } from "./rpc/method.js";
import { defaultLimits, startServer } from "./rpc/server.js";
import { createSubtensorRuntime } from "./runtime.js";
import { type AccountId, type Hash, type HexString, toHex } from "./scale/index.js";
import type { StateChange } from "./store/record.js";

/** A running chain. */
export interface Localnet extends Running {
  /** `ws://127.0.0.1:9944`; the same port answers JSON-RPC over HTTP POST. */
  readonly url: string;
  readonly port: number;
  readonly blockNumber: number;
  readonly genesisHash: HexString;
  readonly mode: SealingMode;
  /** Typed reads and signed calls without a connection. */
  readonly client: LocalnetClient;
  /** Makes `count` blocks now, whatever the mode. @throws `localnet/stopped`. */
  mine(count?: number): Promise<void>;
  /** Makes blocks up to and with the next epoch of a subnet. @throws `localnet/no_epoch`. */
  mineToEpoch(netuid: number): Promise<void>;
  /** Changes how blocks are made. `intervalMs` is for mode `interval`; the chain's slot if not given. */
  setMode(mode: SealingMode, intervalMs?: number): void;
  /** Remembers this point; see `revert`. The latest 256 are kept. */
  snapshot(): number;
  /** Goes back to a snapshot, which stays good for more. Waiting transactions are dropped. @throws `localnet/no_snapshot`. */
  revert(snapshot: number): void;
  /** The best block with its whole state, as JSON can carry it. */
  dumpState(): StateDump;
  /** Goes on from the block of a dump; the genesis stays this chain's, earlier blocks are forgotten. @throws `localnet/bad_dump`. */
  loadState(dump: StateDump): void;
  /** Sets a free balance in rao without a transaction. */
  fund(address: string, free: bigint): void;
  /** From now on the account's transactions need no good signature; with `false` they do again. */
  impersonate(address: string, on?: boolean): void;
  /** Submits an encoded call of an impersonated account. Returns the hash of the transaction. @throws `localnet/rpc`. */
  sendAs(address: string, call: HexString): Hash;
  /** Writes raw storage into the state of the best block; `undefined` removes a key. */
  setStorage(changes: readonly StateChange[]): void;
  /** The next block gets this time, in milliseconds since 1970, and time goes on from there. */
  travelTo(timeMs: number): void;
  /** Another seed, and other block hashes from here on. */
  setSeed(seed: string): void;
  /** A subnet that runs, with its neurons, in the state of the best block. @throws `localnet/subnet_refused`. */
  subnet(options?: SubnetOptions): Promise<BuiltSubnet>;
  /** Tells of each new best block. Returns what ends it. */
  onBlock(listener: (block: BlockReport) => void): () => void;
  /** Calls a JSON-RPC method without a connection; no subscriptions. @throws `localnet/rpc`. */
  request(method: string, ...params: unknown[]): Promise<unknown>;
  /** The same as `stop`. */
  close(): Promise<void>;
}

/**
 * Starts a Subtensor chain in this process and serves it.
 * @throws `localnet/port_in_use`, `localnet/cannot_listen`, `localnet/invalid_option`, and with a state folder
 * `localnet/state_in_use`, `localnet/state_damaged`, `localnet/state_version`, `localnet/other_chain`.
 */
export function startLocalnet(options: LocalnetOptions = {}): Promise<Localnet> {
  return startWith(async (onClose, close) => {
    const { host = "127.0.0.1", port = 0, startTimeMs = Date.now(), logger = silentLogger } = options;
    const sealing = resolveSealing(options);
    await loadCrypto();
    const sealer = new Sealer({ ...sealing, startTimeMs }, logger);
    const runtime = createSubtensorRuntime({ slotDurationMs: sealing.slotDurationMs });
    const node = openNode(options, { runtime, clock: sealer.clock, logger });
    onClose(() => node.close());
    const context = rpcContext(node, sealer);
    const handle = createMessageHandler(context, logger);
    const server = await startServer({ host, port, limits: defaultLimits }, { handle, logger });
    onClose(() => server.close());
    sealer.start(node);
    onClose(() => sealer.stop());
    logger.info("chain started", { host, port: server.port, mode: sealing.mode, block: node.chain.best.number });
    return createHandle(context, host, server.port, close);
  });
}

const rpcContext = (node: LocalNode, sealer: Sealer): RpcContext => ({
  node,
  sealer,
  workbench: new Workbench(node),
  identity: { name: "Bittensor", type: "Local", version: "localnet" },
});

/** The account of an address as the chain's storage and calls spell it: 32 bytes in hex. @throws `ss58/invalid`. */
export const accountIdOf = (address: string): AccountId => toHex(decodeAddress(address));

function createHandle(context: RpcContext, host: string, port: number, stop: () => Promise<void>): Localnet {
  const { node, sealer, workbench } = context;
  let client: LocalnetClient | undefined;
  return {
    url: `ws://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    genesisHash: node.chain.genesis.hash,
    get blockNumber() {
      return node.chain.best.number;
    },
    get mode() {
      return sealer.mode;
    },
    get client() {
      client ??= createClient({ node, isManual: () => sealer.mode === "manual" });
      return client;
    },
    async mine(count = 1) {
      for (let made = 0; made < count; made += 1) {
        node.seal();
        await nextTurn();
      }
    },
    async mineToEpoch(netuid) {
      for (const _ of workbench.blocksToEpoch(netuid)) await nextTurn();
    },
    setMode: (mode, intervalMs) => sealer.setMode(mode, intervalMs),
    snapshot: () => workbench.snapshot(),
    revert: (snapshot) => workbench.revert(snapshot),
    dumpState: () => workbench.dump(),
    loadState: (dump) => workbench.load(dump),
    fund: (address, free) => workbench.fund(accountIdOf(address), free),
    impersonate: (address, on = true) => workbench.impersonate(accountIdOf(address), on),
    sendAs: (address, call) => workbench.sendAs(accountIdOf(address), fromHex(call)),
    setStorage: (changes) => node.setStorage(changes),
    travelTo: (timeMs) => node.travelTo(timeMs),
    setSeed: (seed) => workbench.setSeed(seed),
    subnet: async (subnetOptions) => (await import("./builder/build-subnet.js")).buildSubnet(node, subnetOptions),
    onBlock: (listener) => node.onHead(({ block }) => listener(reportBlock(node.runtime, block))),
    request: async (method, ...params) => callMethod(context, method, params),
    stop,
    close: stop,
  };
}
