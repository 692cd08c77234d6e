import { silentLogger, toHex } from "@taostack/primitives";
import { BlockExecution } from "../../src/engine/block-execution.js";
import type { Runtime } from "../../src/engine/runtime.js";
import { TreeState } from "../../src/engine/tree-state.js";
import {
  type Context,
  type Origin,
  type RuntimeEvent,
  rootOrigin,
  signedBy,
  TransactionRefusal,
} from "../../src/frame/index.js";
import { resolveGenesis } from "../../src/options.js";
import { storage as system, ZERO_HASH } from "../../src/pallets/system/storage.js";
import { phase } from "../../src/pallets/system/types.js";
import { createSubtensorRuntime } from "../../src/runtime.js";
import { type AccountId, type DispatchError, h256, Reader, vec } from "../../src/scale/index.js";

type Args = Readonly<Record<string, unknown>>;

/** The runtime without a node around it: blocks are hooks, calls are dispatched directly. */
export class TestChain {
  readonly runtime: Runtime = createSubtensorRuntime({ slotDurationMs: 12_000 });
  readonly state = new TreeState();
  #block: BlockExecution;
  readonly #author: AccountId;

  constructor(options: { readonly tempo?: number } = {}) {
    const config = resolveGenesis(options);
    this.#author = config.authorities[0] as AccountId;
    this.#block = this.#open(0);
    for (const pallet of this.runtime.pallets) pallet.genesis?.(this.ctx, config);
    this.mine();
  }

  get ctx(): Context {
    return this.#block.context(rootOrigin);
  }

  get blockNumber(): number {
    return this.ctx.blockNumber;
  }

  #open(blockNumber: number): BlockExecution {
    const { runtime, state } = this;
    const logger = {
      ...silentLogger,
      error: (message: string, fields?: Readonly<Record<string, unknown>>) => {
        throw new Error(message, { cause: fields?.error });
      },
    };
    return new BlockExecution({ runtime, state, blockNumber, author: this.#author, logger });
  }

  mine(count = 1): void {
    for (let mined = 0; mined < count; mined += 1) this.skip(1);
  }

  /** Goes on with the block that is so many ahead, as if there were none between. */
  skip(blocks: number): void {
    if (this.blockNumber > 0) this.#block.runHooks("onFinalize");
    this.#block = this.#open(this.blockNumber + blocks);
    system.Number.put(this.ctx, this.blockNumber);
    this.#block.runHooks("onInitialize");
  }

  /** What the present block has emitted so far: `{ type, value }` of each pallet's event. */
  get events(): readonly RuntimeEvent["value"][] {
    const input = new Reader(this.#block.encodeEvents());
    return Array.from({ length: input.length(1) }, () => {
      phase.codec.read(input);
      const { value } = this.runtime.event.codec.read(input);
      vec(h256).codec.read(input);
      return value;
    });
  }

  /** Runs hooks until the block has this number. */
  mineTo(block: number): void {
    if (block > this.blockNumber) this.mine(block - this.blockNumber);
  }

  /** Dispatches a call; gives the name of its error, or "ok". */
  send(signer: AccountId | "root", pallet: string, call: string, args: Args): string {
    const origin: Origin = signer === "root" ? rootOrigin : signedBy(signer);
    const { result } = this.#block.dispatch({ type: pallet, value: { type: call, value: args } }, origin);
    return result.type === "Ok" ? "ok" : this.#nameOf(result.value);
  }

  /** Sends a call that has to work. */
  must(signer: AccountId | "root", pallet: string, call: string, args: Args): void {
    const outcome = this.send(signer, pallet, call, args);
    if (outcome !== "ok") throw new Error(`${pallet}.${call}: ${outcome}`);
  }

  subtensor(signer: AccountId | "root", call: string, args: Args): void {
    this.must(signer, "SubtensorModule", call, args);
  }

  admin(call: string, args: Args): void {
    this.must("root", "AdminUtils", call, args);
  }

  /** The number by which the pool would refuse a call, or "ok". */
  validate(signer: AccountId, call: string, args: Args): number | "ok" {
    const value = { type: "SubtensorModule", value: { type: call, value: args } };
    try {
      this.runtime.callSpec(value).validate?.({ ...this.reading, signer }, args);
      return "ok";
    } catch (error) {
      if (error instanceof TransactionRefusal && error.reason.type === "Custom") return error.reason.value;
      throw error;
    }
  }

  get reading() {
    return { state: this.state, blockNumber: this.blockNumber, now: 0, blockHash: ZERO_HASH };
  }

  /** Calls a runtime API with values, and decodes its encoded result, as a client would. */
  api(name: string, params: Args = {}): unknown {
    const method = this.runtime.apiMethod(name);
    if (!method) throw new Error(`no runtime API ${name}`);
    return method.result.decode(method.result.encode(method.run(this.reading, params)));
  }

  #nameOf(error: DispatchError): string {
    if (error.type !== "Module") return error.type === "Token" ? `Token.${error.value.type}` : error.type;
    const { index, error: bytes } = error.value;
    const pallet = this.runtime.pallets.find((candidate) => candidate.index === index);
    return Object.values(pallet?.errors ?? {}).find((known) => known.index === bytes[0])?.name ?? "unknown";
  }
}

/** An account of a made-up key: a number in 32 bytes. */
export const account = (seed: number): AccountId => toHex(new Uint8Array(32).fill(seed));
