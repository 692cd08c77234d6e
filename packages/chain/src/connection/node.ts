import { type Logger, withDeadline } from "@taostack/primitives";
import { chainError } from "../errors.js";
import type { MetadataCache } from "../metadata-cache/metadata-cache.js";
import { type BlockHead, headOf } from "../runtime/block-header.js";
import { importTypes } from "../runtime/build-runtime.js";
import { loadRuntime } from "../runtime/load-runtime.js";
import type { Runtime } from "../runtime/runtime.js";
import { readIdentity } from "../runtime/runtime-identity.js";
import { RpcSocket } from "./rpc-socket.js";

/** One open socket and the types of the runtime behind it. */
export interface ChainNode {
  readonly socket: RpcSocket;
  readonly runtime: Runtime;
}

export interface OpenNodeOptions {
  readonly timeoutMs: number;
  /** Hex. The node is refused if its chain is another one. */
  readonly genesisHash: string | undefined;
  /** Used again if the node still runs this version: building another takes a quarter of a second. */
  readonly runtime: Runtime | undefined;
  readonly cache: MetadataCache | undefined;
  readonly signal: AbortSignal;
}

/**
 * Connects, checks the chain, and reads the metadata unless `runtime` still fits.
 * @throws `chain/wrong_genesis`, `chain/disconnected`, `chain/rpc_error` or `deadline/exceeded`. The socket is closed then.
 */
export async function openNode(endpoint: string, options: OpenNodeOptions): Promise<ChainNode> {
  const { timeoutMs, signal } = options;
  // Meanwhile; that it fails is said where it is needed.
  if (options.runtime === undefined) importTypes().catch(() => undefined);
  const socket = await RpcSocket.open(endpoint, timeoutMs, signal);
  const abort = () => void socket.close();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await withDeadline(prepare(socket, options), timeoutMs, `connecting to ${endpoint}`);
  } catch (error) {
    await socket.close();
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

async function prepare(socket: RpcSocket, options: OpenNodeOptions): Promise<ChainNode> {
  const { genesisHash, runtime, timeoutMs, cache } = options;
  const found = socket.request("chain_getBlockHash", [0], timeoutMs);
  const identity = await readIdentity(socket, found, timeoutMs);
  if (genesisHash !== undefined && identity.genesisHash !== genesisHash) {
    throw wrongGenesis(socket.endpoint, genesisHash, identity.genesisHash);
  }
  const same = runtime !== undefined && runtime.specVersion === identity.specVersion;
  return { socket, runtime: same ? runtime : await loadRuntime(socket, identity, { timeoutMs, cache }) };
}

export interface NodeEvents {
  readonly onHead: (head: BlockHead) => void;
  /** The chain was upgraded; the node's types are those of the version before. */
  readonly onUpgrade: (specVersion: number) => void;
  readonly logger: Logger;
}

/** Follows the node's new heads and runtime versions for as long as its socket lives. */
export async function followNode({ socket, runtime }: ChainNode, events: NodeEvents, timeoutMs: number): Promise<void> {
  const onHeader = (header: unknown) => {
    try {
      events.onHead(headOf(runtime, header));
    } catch (error) {
      events.logger.warn("a block header could not be read", { endpoint: socket.endpoint, error: String(error) });
    }
  };
  const onVersion = (version: unknown) => {
    const specVersion = specVersionOf(version);
    if (specVersion !== runtime.specVersion) events.onUpgrade(specVersion);
  };
  await Promise.all([
    socket.subscribe("chain_subscribeNewHeads", "chain_unsubscribeNewHeads", [], onHeader, timeoutMs),
    socket.subscribe("state_subscribeRuntimeVersion", "state_unsubscribeRuntimeVersion", [], onVersion, timeoutMs),
  ]);
}

const specVersionOf = (version: unknown): number => Number((version as { specVersion?: number } | null)?.specVersion);

const wrongGenesis = (endpoint: string, expected: string, found: string) =>
  chainError(
    { code: "chain/wrong_genesis", endpoint, expected, found },
    `${endpoint} serves another chain: its genesis is ${found.slice(0, 10)}…, not ${expected.slice(0, 10)}….`,
    { remedy: "Check the URL; a local chain that was started afresh is a new chain." },
  );
