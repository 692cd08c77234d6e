import { isCodedError } from "@taostack/primitives";
import type { Connection } from "./connection/connection.js";
import type { ChainNode } from "./connection/node.js";
import { blockNotFound } from "./errors.js";
import { loadRuntime } from "./runtime/load-runtime.js";
import type { Runtime } from "./runtime/runtime.js";
import { type RuntimeIdentity, readIdentity } from "./runtime/runtime-identity.js";

/** A block of the past, and the runtime whose types its state has. */
export interface PinnedBlock {
  /** Hex. */
  readonly hash: string;
  readonly number: number;
  readonly runtime: Runtime;
}

/** Runtimes of earlier versions that are kept: each takes some ten megabytes. */
const MAX_KEPT = 2;

interface Header {
  readonly parentHash: string;
  readonly number: string;
}

/** Finds the blocks of the past, and the runtimes whose types their states have. */
export class History {
  readonly #kept = new Map<number, Runtime>();

  constructor(readonly connection: Connection) {}

  /** @throws `chain/block_not_found`. */
  async pin(block: number | string): Promise<PinnedBlock> {
    return this.connection.read(`finding block ${block}`, async (node, timeoutMs) => {
      try {
        return await this.#find(node, block, timeoutMs);
      } catch (error) {
        if (isCodedError(error, "chain/rpc_error")) throw blockNotFound(block, error);
        throw error;
      }
    });
  }

  async #find(node: ChainNode, block: number | string, timeoutMs: number): Promise<PinnedBlock> {
    const { socket } = node;
    const hash = typeof block === "string" ? block : await socket.request("chain_getBlockHash", [block], timeoutMs);
    if (typeof hash !== "string") throw blockNotFound(block);
    const header = (await socket.request("chain_getHeader", [hash], timeoutMs)) as Header | null;
    if (header === null) throw blockNotFound(block);
    // A block that brings a new runtime is itself made by the one before.
    const number = Number(header.number);
    const by = number === 0 ? hash : header.parentHash;
    const identity = await readIdentity(socket, node.runtime.genesisHash, timeoutMs, by);
    return { hash, number, runtime: await this.#runtimeOf(node, identity, by, timeoutMs) };
  }

  async #runtimeOf(node: ChainNode, identity: RuntimeIdentity, at: string, timeoutMs: number): Promise<Runtime> {
    const { specVersion } = identity;
    if (specVersion === node.runtime.specVersion) return node.runtime;
    const known = this.#kept.get(specVersion);
    if (known) return known;
    const { cache } = this.connection.options;
    const loaded = await loadRuntime(node.socket, identity, { timeoutMs, at, cache });
    if (this.#kept.size >= MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(specVersion, loaded);
    return loaded;
  }
}
