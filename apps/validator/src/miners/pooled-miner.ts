import type { AxonInfo } from "@taostack/chain";
import { isCodedError, type Logger, withDeadline } from "@taostack/primitives";
import { isProtocolError, type NeuronChannel, type TextChunk, type TextRequest, TextService } from "@taostack/protocol";
import { minerExcused } from "../errors.js";
import type { AskOptions, CallableMiner } from "./link.js";

export interface MinerAddress {
  readonly uid: number;
  readonly hotkey: string;
  readonly axon: AxonInfo;
}

export interface PoolModules {
  /** Opens an authenticated channel; fails in bounded time. */
  readonly connect: (address: MinerAddress) => Promise<NeuronChannel>;
  /** Whether miners have to let this validator in: without a permit, they may refuse. */
  readonly permitted: () => boolean;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** A miner and the one channel to it: opened when it is first asked, and anew after it was lost. */
export class PooledMiner implements CallableMiner {
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

  generate(request: TextRequest, options: AskOptions): AsyncGenerator<TextChunk> {
    return this.#stream((channel, left) => channel.client(TextService).generate(request, left), options);
  }

  async call<T>(work: (channel: NeuronChannel, left: AskOptions) => Promise<T>, options: AskOptions): Promise<T> {
    async function* once(channel: NeuronChannel, left: AskOptions): AsyncGenerator<T> {
      yield await work(channel, left);
    }
    const { value } = await this.#stream(once, options).next();
    return value as T;
  }

  async *#stream<T>(
    open: (channel: NeuronChannel, left: AskOptions) => AsyncIterable<T>,
    { signal, timeoutMs }: AskOptions,
  ): AsyncGenerator<T, void> {
    const { now } = this.#modules;
    const until = now() + timeoutMs;
    this.lastAskedMs = now();
    const opening = this.#open();
    try {
      const channel = await withDeadline(orAborted(opening, signal), timeoutMs, "connecting to a miner");
      const left = { signal, timeoutMs: Math.max(1, until - now()) };
      for await (const part of open(channel, left)) {
        this.reachable = true;
        yield part;
      }
    } catch (error) {
      // What the peer itself said came over a channel that works.
      if (isProtocolError(error, "protocol/unavailable") && !error.data.verified) this.#lost(opening, error);
      throw this.#excuse(error) ?? error;
    }
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  #open(): Promise<NeuronChannel> {
    // Nobody would close a channel that was opened now.
    if (this.#closed) return Promise.reject(new Error("the miner is closed"));
    if (this.#channel === undefined) {
      const opening = this.#modules.connect(this.#address);
      this.#channel = opening;
      opening.catch((error) => this.#lost(opening, error));
    }
    return this.#channel;
  }

  #excuse(error: unknown): Error | undefined {
    if (this.#closed) return minerExcused(this.hotkey, "It moved while it was asked.", error);
    const refused = isCodedError(error, "protocol/permission_denied");
    if (!refused || this.#modules.permitted()) return undefined;
    return minerExcused(this.hotkey, "It need not let in a validator without a permit.", error);
  }

  /** The next request opens a channel anew. A call that fails late does not take the next channel with it. */
  #lost(channel: Promise<NeuronChannel>, error: unknown): void {
    if (this.#closed || this.#channel !== channel) return;
    const { logger } = this.#modules;
    const { uid, hotkey } = this;
    if (this.reachable) logger.warn("miner unreachable", { uid, hotkey, code: isCodedError(error) ? error.code : "" });
    logger.debug("channel to a miner lost", { uid, hotkey, error });
    this.reachable = false;
    this.#drop();
  }

  #drop(): void {
    void this.#channel?.then((channel) => channel.close()).catch(() => undefined);
    this.#channel = undefined;
  }
}

/** The work goes on for others that wait for it. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
