import type { TransferListItem } from "node:worker_threads";
import type { EngineCall, EngineCalls } from "./messages.js";

/** Whether a call is still wanted: as much of an AbortSignal as is looked at, since one costs more than some graphs' runs. */
export type CallSignal = Pick<AbortSignal, "aborted" | "reason" | "throwIfAborted">;

/** What a call is given beside its input. */
export interface CallContext<C extends EngineCall> {
  readonly signal: CallSignal;
  emit(item: EngineCalls[C]["item"]): void;
}

/** A call's last word, and the buffers in it that need not be copied. */
export interface Outcome<R> {
  readonly result: R;
  readonly transfer?: readonly TransferListItem[];
}

export type Handler<C extends EngineCall> = (
  input: EngineCalls[C]["input"],
  context: CallContext<C>,
) => Promise<Outcome<EngineCalls[C]["result"]>>;

/** What a model's thread does: the calls that it answers, until it is released. */
export interface Program<Facts> {
  readonly facts: Facts;
  readonly handlers: { readonly [C in EngineCall]?: Handler<C> };
  release(): Promise<void>;
}
