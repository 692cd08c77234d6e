import { isCodedError } from "@taostack/primitives";
import type { PinnedBlock } from "./chain-reader.js";
import type { Connection } from "./connection/connection.js";
import type { ChainNode } from "./connection/node.js";
import { blockNotFound } from "./errors.js";
import { loadRuntime } from "./runtime/load-runtime.js";
import type { Runtime } from "./runtime/runtime.js";

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
    const by = Number(header.number) === 0 ? hash : header.parentHash;
    const version = (await socket.request("state_getRuntimeVersion", [by], timeoutMs)) as { specVersion: number };
    return { hash, runtime: await this.#runtimeOf(node, version.specVersion, by, timeoutMs) };
  }

  async #runtimeOf(node: ChainNode, specVersion: number, hash: string, timeoutMs: number): Promise<Runtime> {
    if (specVersion === node.runtime.specVersion) return node.runtime;
    const known = this.#kept.get(specVersion);
    if (known) return known;
    const identity = { genesisHash: node.runtime.genesisHash, specVersion };
    const loaded = await loadRuntime(node.socket, identity, timeoutMs, hash);
    if (this.#kept.size >= MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(specVersion, loaded);
    return loaded;
  }
}
