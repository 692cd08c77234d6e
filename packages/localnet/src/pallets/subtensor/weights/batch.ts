import { type Context, DispatchFailure } from "../../../frame/index.js";
import { events } from "../events.js";

/** Runs an action for each subnet of a batch. One that fails leaves no trace but an event. */
export function eachItem(ctx: Context, netuids: readonly number[], run: (netuid: number, item: number) => void): void {
  let failed = false;
  for (const [item, netuid] of netuids.entries()) {
    try {
      ctx.transactional(() => run(netuid, item));
    } catch (error) {
      if (!(error instanceof DispatchFailure)) throw error;
      failed = true;
      ctx.emit(events.make.BatchWeightItemFailed([netuid, error.error]));
    }
  }
  if (failed) ctx.emit(events.make.BatchCompletedWithErrors());
}
