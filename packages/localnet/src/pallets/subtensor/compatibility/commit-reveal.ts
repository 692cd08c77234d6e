import type { Context } from "../../../frame/index.js";
import { storage } from "../storage/index.js";

/** Switches commit and reveal, also under the name by which btcli 9 asks. */
export function setCommitReveal(ctx: Pick<Context, "state">, netuid: number, enabled: boolean): void {
  storage.CommitRevealWeightsEnabled.put(ctx, netuid, enabled);
  storage.get_commit_reveal_weights_enabled.put(ctx, netuid, enabled);
}

/** Sets after how many epochs a commit is revealed, also under the name by which btcli 9 asks. */
export function setRevealPeriod(ctx: Pick<Context, "state">, netuid: number, epochs: bigint): void {
  storage.RevealPeriodEpochs.put(ctx, netuid, epochs);
  storage.get_commit_reveal_period.put(ctx, netuid, epochs);
}
