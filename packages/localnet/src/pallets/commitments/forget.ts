import type { Context } from "../../frame/index.js";
import { storage } from "./declarations.js";

/** Deletes what was committed to on a subnet. */
export function forgetCommitments(ctx: Context, netuid: number): void {
  storage.CommitmentOf.clear(ctx, netuid);
  storage.LastCommitment.clear(ctx, netuid);
  storage.LastBondsReset.clear(ctx, netuid);
  storage.RevealedCommitments.clear(ctx, netuid);
  storage.UsedSpaceOf.clear(ctx, netuid);
  storage.TimelockedIndex.mutate(ctx, (index) => index.filter(([id]) => id !== netuid));
}
