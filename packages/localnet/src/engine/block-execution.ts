import type { Logger } from "@taostack/primitives";
import { concatBytes } from "@taostack/primitives";
import type { AnyCall, Context, DispatchOutcome, DispatchResult } from "../frame/index.js";
import {
  DispatchFailure,
  dispatchFailure,
  type Origin,
  type RuntimeCall,
  type RuntimeEvent,
  rootOrigin,
} from "../frame/index.js";
import { errors as systemErrors } from "../pallets/system/errors.js";
import { type Phase, phase } from "../pallets/system/types.js";
import { storage as timestamp } from "../pallets/timestamp/index.js";
import { type AccountId, compact, u32 } from "../scale/index.js";
import type { Runtime } from "./runtime.js";
import type { TreeState } from "./tree-state.js";

export interface BlockExecutionOptions {
  readonly runtime: Runtime;
  readonly state: TreeState;
  readonly blockNumber: number;
  readonly author: AccountId;
  readonly logger: Logger;
}

const NO_TOPICS = Uint8Array.of(0);

/** One block while it is executed: its state, its events so far, and what is running. */
export class BlockExecution {
  readonly options: BlockExecutionOptions;
  #events: Uint8Array[] = [];
  #phase: Phase = { type: "Initialization" };

  constructor(options: BlockExecutionOptions) {
    this.options = options;
  }

  get state(): TreeState {
    return this.options.state;
  }

  enter(next: Phase): void {
    this.#phase = next;
  }

  get extrinsicIndex(): number | undefined {
    return this.#phase.type === "ApplyExtrinsic" ? this.#phase.value : undefined;
  }

  emit(event: RuntimeEvent): void {
    this.#events.push(concatBytes(phase.encode(this.#phase), this.options.runtime.event.encode(event), NO_TOPICS));
  }

  get eventCount(): number {
    return this.#events.length;
  }

  /** The SCALE encoding of `System.Events`. */
  encodeEvents(): Uint8Array {
    return concatBytes(compact(u32).encode(this.#events.length), ...this.#events);
  }

  /** Undoes the writes and events of `work` if it throws. */
  transactional<T>(work: () => T): T {
    const checkpoint = this.state.checkpoint();
    const events = this.#events.length;
    try {
      return work();
    } catch (error) {
      this.state.rollback(checkpoint);
      this.#events.length = events;
      throw error;
    }
  }

  context(origin: Origin = rootOrigin): Context {
    return new ExecutionContext(this, origin);
  }

  /** Runs a call in its own layer. A defect of a pallet fails the call, not the block. */
  dispatch(call: RuntimeCall, origin: Origin): DispatchOutcome {
    const { runtime } = this.options;
    const spec = runtime.callSpec(call);
    const info = runtime.infoOf(call);
    const failed = (result: DispatchResult): DispatchOutcome => ({
      result,
      refTime: info.refTime,
      paysFee: info.paysFee,
    });
    if (origin.type === "Signed" && origin.allows?.(call) === false) {
      return failed({ type: "Err", value: dispatchFailure(systemErrors.CallFiltered).error });
    }
    try {
      const post = this.transactional(() => this.#run(spec, call, this.context(origin))) ?? {};
      return {
        result: { type: "Ok", value: undefined },
        refTime: post.actualRefTime ?? info.refTime,
        paysFee: post.paysFee ?? info.paysFee,
      };
    } catch (error) {
      if (error instanceof DispatchFailure) return failed({ type: "Err", value: error.error });
      this.options.logger.error("a call broke", { pallet: call.type, call: call.value.type, error });
      return failed({ type: "Err", value: { type: "Other" } });
    }
  }

  #run(spec: AnyCall, call: RuntimeCall, ctx: Context): ReturnType<AnyCall["dispatch"]> {
    if (ctx.origin.type === "Signed") {
      for (const pallet of this.options.runtime.pallets) pallet.guard?.(ctx, call);
    }
    return spec.dispatch(ctx, call.value.value);
  }

  /** Runs a hook of every pallet that has it. A defect undoes that hook only. */
  runHooks(hook: "onInitialize" | "onFinalize"): void {
    for (const pallet of this.options.runtime.pallets) {
      if (!pallet[hook]) continue;
      try {
        this.transactional(() => pallet[hook]?.(this.context()));
      } catch (error) {
        this.options.logger.error("a hook broke", { pallet: pallet.name, hook, error });
      }
    }
  }
}

class ExecutionContext implements Context {
  readonly #block: BlockExecution;
  readonly origin: Origin;

  constructor(block: BlockExecution, origin: Origin) {
    this.#block = block;
    this.origin = origin;
  }

  get state(): TreeState {
    return this.#block.state;
  }
  get blockNumber(): number {
    return this.#block.options.blockNumber;
  }
  get author(): AccountId {
    return this.#block.options.author;
  }
  get extrinsicIndex(): number | undefined {
    return this.#block.extrinsicIndex;
  }
  get now(): number {
    return Number(timestamp.Now.get(this));
  }

  emit(event: RuntimeEvent): void {
    this.#block.emit(event);
  }
  transactional<T>(work: () => T): T {
    return this.#block.transactional(work);
  }
  dispatch(call: RuntimeCall, origin: Origin): DispatchOutcome {
    return this.#block.dispatch(call, origin);
  }
  as(origin: Origin): Context {
    return new ExecutionContext(this.#block, origin);
  }
}
