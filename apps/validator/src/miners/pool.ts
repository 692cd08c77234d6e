import type { AxonInfo } from "@taostack/chain";
import { isCodedError, type Logger } from "@taostack/primitives";
import { type NeuronChannel, type TextChunk, type TextRequest, TextService } from "@taostack/protocol";
import type { AskOptions, KnownMiner } from "./link.js";

export interface MinerAddress {
  readonly uid: number;
  readonly hotkey: string;
  readonly axon: AxonInfo;
}

export interface PoolModules {
  /** Opens an authenticated channel; fails in bounded time. */
  readonly connect: (address: MinerAddress) => Promise<NeuronChannel>;
  readonly now: () => number;
  readonly logger: Logger;
}

/** Channels to the miners of a subnet: one for each, opened when it is first asked, closed when the miner leaves or moves. */
export class MinerPool {
  readonly #modules: PoolModules;
  readonly #miners = new Map<string, PooledMiner>();

  constructor(modules: PoolModules) {
    this.#modules = modules;
  }

  /** Takes the miners that serve now; their number is bounded by the subnet's size. */
  update(addresses: readonly MinerAddress[]): void {
    const kept = new Set<string>();
    for (const address of addresses) {
      kept.add(address.hotkey);
      const known = this.#miners.get(address.hotkey);
      if (known?.isAt(address)) continue;
      known?.close();
      this.#miners.set(address.hotkey, new PooledMiner(address, this.#modules));
    }
    for (const [hotkey, miner] of this.#miners) {
      if (kept.has(hotkey)) continue;
      miner.close();
      this.#miners.delete(hotkey);
    }
  }

  all(): KnownMiner[] {
    return [...this.#miners.values()];
  }

  close(): void {
    this.update([]);
  }
}

class PooledMiner implements KnownMiner {
  reachable = true;
  lastAskedMs = 0;
  readonly #address: MinerAddress;
  readonly #modules: PoolModules;
  #channel: Promise<NeuronChannel> | undefined;
  #closed = false;

  constructor(address: MinerAddress, modules: PoolModules) {
    this.#address = address;
    this.#modules = modules;
  }

  get uid(): number {
    return this.#address.uid;
  }

  get hotkey(): string {
    return this.#address.hotkey;
  }

  isAt({ uid, axon }: MinerAddress): boolean {
    const mine = this.#address;
    return uid === mine.uid && axon.ip === mine.axon.ip && axon.port === mine.axon.port;
  }

  async *generate(request: TextRequest, { signal, timeoutMs }: AskOptions): AsyncGenerator<TextChunk> {
    this.lastAskedMs = this.#modules.now();
    try {
      const channel = await this.#connected();
      signal.throwIfAborted();
      for await (const chunk of channel.client(TextService).generate(request, { signal, timeoutMs })) {
        this.reachable = true;
        yield chunk;
      }
    } catch (error) {
      if (isCodedError(error, "protocol/unavailable") && !signal.aborted) this.#lost(error);
      throw error;
    }
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  #connected(): Promise<NeuronChannel> {
    if (this.#channel === undefined) {
      this.#channel = this.#modules.connect(this.#address);
      this.#channel.catch((error) => this.#lost(error));
    }
    return this.#channel;
  }

  /** The next request opens a channel anew. */
  #lost(error: unknown): void {
    if (this.#closed) return;
    if (this.reachable) this.#modules.logger.warn("miner unreachable", { uid: this.uid, hotkey: this.hotkey, error });
    this.reachable = false;
    this.#drop();
  }

  #drop(): void {
    void this.#channel?.then((channel) => channel.close()).catch(() => undefined);
    this.#channel = undefined;
  }
}
