import {
  type DrainCandidate,
  type DrainResult,
  drainEpochs,
  isEpochDue,
  type PendingEmission,
} from "@taostack/incentive";
import type { Context, Readable, ReadContext } from "../../../frame/index.js";
import { events } from "../events.js";
import { changeOwnerByConviction } from "../locks/owner-hotkey.js";
import { subnetNetuids } from "../networks/networks.js";
import { hotkeysOf } from "../neurons/uids.js";
import { storage } from "../storage/index.js";
import { scheduleOf } from "./schedule.js";

/** A subnet whose epoch runs in this block, with what its pots held. */
export interface DrainedSubnet {
  readonly netuid: number;
  readonly pending: PendingEmission;
}

/** Decides whose epoch runs in this block, moves the schedules on, and empties the pots of those that run. */
export function drainPending(ctx: Context): DrainedSubnet[] {
  const candidates = subnetNetuids(ctx).map((netuid) => candidateOf(ctx, netuid));
  const results = drainEpochs(candidates, ctx.blockNumber, storage.MaxEpochsPerBlock.get(ctx));
  for (const result of results) moveOn(ctx, result);
  return results
    .filter(({ outcome }) => outcome === "run")
    .map(({ netuid }) => {
      const pending = takePending(ctx, netuid);
      changeOwnerByConviction(ctx, netuid);
      return { netuid, pending };
    })
    .sort((a, b) => a.netuid - b.netuid);
}

function candidateOf(at: ReadContext, netuid: number): DrainCandidate {
  const schedule = scheduleOf(at, netuid);
  // Counts this block too, as the drain does. Looking at every hotkey would be too much for each block.
  const blocksSinceLastStep = schedule.blocksSinceLastStep + 1;
  const due = isEpochDue({ ...schedule, blocksSinceLastStep }, at.blockNumber);
  return { netuid, ...schedule, hasDuplicateHotkeys: due && hasDuplicateHotkeys(at, netuid) };
}

function hasDuplicateHotkeys(at: Readable, netuid: number): boolean {
  const hotkeys = hotkeysOf(at, netuid);
  return new Set(hotkeys).size < hotkeys.length;
}

function moveOn(ctx: Context, { netuid, ...result }: DrainResult): void {
  const block = BigInt(ctx.blockNumber);
  storage.BlocksSinceLastStep.put(ctx, netuid, BigInt(result.blocksSinceLastStep));
  if (result.outcome === "not_due") return;
  storage.PendingEpochAt.put(ctx, netuid, BigInt(result.pendingEpochAt));
  storage.LastEpochBlock.put(ctx, netuid, BigInt(result.lastEpochBlock));
  storage.SubnetEpochIndex.mutate(ctx, netuid, (index) => index + BigInt(result.epochIndexAdded));
  if (result.outcome === "skipped") ctx.emit(events.make.EpochSkipped({ netuid, block }));
  if (result.outcome === "deferred") {
    ctx.emit(events.make.EpochDeferred({ netuid, from_block: block, to_block: block + 1n }));
  }
}

const takePending = (ctx: Context, netuid: number): PendingEmission => ({
  server: storage.PendingServerEmission.take(ctx, netuid),
  validator: storage.PendingValidatorEmission.take(ctx, netuid),
  rootAlpha: storage.PendingRootAlphaDivs.take(ctx, netuid),
  ownerCut: storage.PendingOwnerCut.take(ctx, netuid),
});
