import {
  type CallSpec,
  type Context,
  call,
  DispatchFailure,
  type DispatchInfo,
  dispatchFailure,
  ensure,
  ensureSigned,
  type RuntimeCall,
} from "../../frame/index.js";
import { type DispatchError, type ScaleType, vec } from "../../scale/index.js";
import { errors as system } from "../system/errors.js";
import { errors, events, pallet } from "./declarations.js";

/** Calls in one batch. */
export const BATCH_LIMIT = 10_922;

const BATCHES = new Set(["batch", "batch_all", "force_batch"]);
const isBatch = ({ type, value }: RuntimeCall): boolean => type === pallet.name && BATCHES.has(value.type);

type Batch = CallSpec<{ calls: ScaleType<RuntimeCall[]> }>;

function begin(ctx: Context, calls: readonly RuntimeCall[]): void {
  if (ctx.origin.type !== "Root") ensureSigned(ctx);
  ensure(calls.length <= BATCH_LIMIT, errors.TooManyCalls);
}

/** Runs one item; gives its error, if any. A batch inside a batch is refused. */
function runItem(ctx: Context, item: RuntimeCall): DispatchError | undefined {
  if (isBatch(item) && ctx.origin.type !== "Root") return dispatchFailure(system.CallFiltered).error;
  const { result } = ctx.dispatch(item, ctx.origin);
  return result.type === "Err" ? result.value : undefined;
}

/** Free only if every call in it is; operational only if every call is. */
const batchInfo =
  (base: number, perCall: number): NonNullable<Batch["info"]> =>
  ({ calls }, infoOf): DispatchInfo => {
    const infos = calls.map(infoOf);
    const inner = infos.reduce((sum, { refTime }) => sum + refTime, 0n);
    return {
      refTime: BigInt(base + perCall * calls.length) + inner,
      proofSize: 3983n,
      class: infos.length > 0 && infos.every((info) => info.class === "Operational") ? "Operational" : "Normal",
      paysFee: infos.length === 0 || infos.some((info) => info.paysFee),
    };
  };

export function createBatches(runtimeCall: ScaleType<RuntimeCall>) {
  const args = { calls: vec(runtimeCall) };

  const batch = call({
    index: 0,
    args,
    docs: "Runs calls in order; stops at the first error and keeps what was done.",
    info: batchInfo(69_446_696, 5_450_264),
    dispatch(ctx, { calls }) {
      begin(ctx, calls);
      for (const [index, item] of calls.entries()) {
        const error = runItem(ctx, item);
        if (error) return ctx.emit(events.make.BatchInterrupted({ index, error }));
        ctx.emit(events.make.ItemCompleted());
      }
      return ctx.emit(events.make.BatchCompleted());
    },
  });

  const batch_all = call({
    index: 2,
    args,
    docs: "Runs calls in order; the first error undoes everything.",
    info: batchInfo(63_428_230, 5_663_250),
    dispatch(ctx, { calls }) {
      begin(ctx, calls);
      for (const item of calls) {
        const error = runItem(ctx, item);
        if (error) throw new DispatchFailure(error, "a call of the batch failed");
        ctx.emit(events.make.ItemCompleted());
      }
      ctx.emit(events.make.BatchCompleted());
    },
  });

  const force_batch = call({
    index: 4,
    args,
    docs: "Runs all calls and goes on past errors.",
    info: batchInfo(62_134_867, 5_477_293),
    dispatch(ctx, { calls }) {
      begin(ctx, calls);
      let failed = false;
      for (const item of calls) {
        const error = runItem(ctx, item);
        failed ||= error !== undefined;
        ctx.emit(error ? events.make.ItemFailed({ error }) : events.make.ItemCompleted());
      }
      ctx.emit(failed ? events.make.BatchCompletedWithErrors() : events.make.BatchCompleted());
    },
  });

  return { batch, batch_all, force_batch };
}
