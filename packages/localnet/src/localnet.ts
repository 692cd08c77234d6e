import { setImmediate as nextTurn } from "node:timers/promises";
import {
  CodedError,
  decodeAddress,
  type Logger,
  type Running,
  silentLogger,
  startWith,
  toHex,
} from "@taostack/primitives";
import { buildGenesis } from "./engine/genesis.js";
import { loadCrypto } from "./engine/signatures.js";
import { createStepClock, createWallClock } from "./node/clock.js";
import { fundingChanges } from "./node/funding.js";
import { LocalNode } from "./node/node.js";
import { sealOnDemand, sealOnInterval } from "./node/sealing.js";
import { type LocalnetOptions, type ResolvedSealing, resolveGenesis, resolveSealing } from "./options.js";
import { createMessageHandler } from "./rpc/handler.js";
import { defaultLimits, startServer } from "./rpc/server.js";
import { createSubtensorRuntime } from "./runtime.js";
import type { HexString } from "./scale/index.js";

/** A running chain. */
export interface Localnet extends Running {
  /** `ws://127.0.0.1:9944`; the same port answers JSON-RPC over HTTP POST. */
  readonly url: string;
  readonly port: number;
  readonly blockNumber: number;
  readonly genesisHash: HexString;
  /** Makes `count` blocks now, whatever the mode. */
  mine(count?: number): Promise<void>;
  /** Remembers this point; see `revert`. */
  snapshot(): number;
  /** Goes back to a snapshot, which stays good for more. Waiting transactions are dropped. @throws `localnet/no_snapshot`. */
  revert(snapshot: number): void;
  /** Sets a free balance in rao without a transaction. */
  fund(address: string, free: bigint): void;
  /** Writes raw storage into the state of the best block; `undefined` removes a key. */
  setStorage(changes: readonly (readonly [key: HexString, value: Uint8Array | undefined])[]): void;
  /** The next block gets this time, in milliseconds since 1970, and time goes on from there. */
  travelTo(timeMs: number): void;
}

export interface SnapshotErrorData {
  readonly code: "localnet/no_snapshot";
  readonly snapshot: number;
}

const POOL_LIMITS = { transactions: 8192, bytes: 20 * 1024 * 1024 };
const BLOCK_HISTORY = 4096;
const STATE_HISTORY = 256;

/**
 * Starts a Subtensor chain in this process and serves it.
 * @throws `localnet/port_in_use`, `localnet/cannot_listen`, `localnet/invalid_option`.
 */
export function startLocalnet(options: LocalnetOptions = {}): Promise<Localnet> {
  return startWith(async (onClose, close) => {
    const { host = "127.0.0.1", port = 0, logger = silentLogger } = options;
    const sealing = resolveSealing(options);
    await loadCrypto();
    const node = createNode(options, sealing, logger);
    const server = await startServer(
      { host, port, limits: defaultLimits },
      { handle: createMessageHandler(rpcContext(node), logger), logger },
    );
    onClose(() => server.close());
    const sealer = startSealing(node, sealing, logger);
    onClose(() => sealer.stop());
    logger.info("chain started", { host, port: server.port, mode: sealing.mode });
    return createHandle(node, host, server.port, close);
  });
}

function createNode(options: LocalnetOptions, { mode, slotDurationMs }: ResolvedSealing, logger: Logger): LocalNode {
  const { seed = "", stateHistory = STATE_HISTORY, startTimeMs = Date.now() } = options;
  const runtime = createSubtensorRuntime({ slotDurationMs });
  const genesis = buildGenesis(runtime, resolveGenesis(options), seed, logger);
  const clock = mode === "manual" ? createStepClock(slotDurationMs, startTimeMs) : createWallClock(slotDurationMs);
  return new LocalNode(
    { history: { states: stateHistory, blocks: Math.max(BLOCK_HISTORY, stateHistory) }, pool: POOL_LIMITS },
    { runtime, genesis, clock, logger },
  );
}

const startSealing = (node: LocalNode, { mode, slotDurationMs }: ResolvedSealing, logger: Logger): { stop(): void } => {
  if (mode === "interval") return sealOnInterval(node, slotDurationMs, logger);
  return mode === "instant" ? sealOnDemand(node, logger) : { stop: () => undefined };
};

const rpcContext = (node: LocalNode) => ({
  node,
  identity: { name: "Bittensor", type: "Local", version: "localnet" } as const,
});

function createHandle(node: LocalNode, host: string, port: number, stop: () => Promise<void>): Localnet {
  const snapshots: (() => void)[] = [];
  return {
    url: `ws://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    genesisHash: node.chain.genesis.hash,
    get blockNumber() {
      return node.chain.best.number;
    },
    async mine(count = 1) {
      for (let made = 0; made < count; made += 1) {
        node.seal();
        await nextTurn();
      }
    },
    snapshot: () => snapshots.push(node.snapshot()) - 1,
    revert(snapshot) {
      const restore = snapshots[snapshot];
      if (!restore) {
        throw new CodedError<SnapshotErrorData>(
          { code: "localnet/no_snapshot", snapshot },
          `There is no snapshot ${snapshot}.`,
          { remedy: "Use a number that snapshot() gave." },
        );
      }
      restore();
    },
    fund: (address, free) => node.setStorage(fundingChanges(node.chain.best, toHex(decodeAddress(address)), free)),
    setStorage: (changes) => node.setStorage(changes),
    travelTo: (timeMs) => node.travelTo(timeMs),
    stop,
  };
}
