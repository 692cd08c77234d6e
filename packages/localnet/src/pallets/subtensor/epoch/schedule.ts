import { type EpochSchedule, isEpochDue } from "@taostack/incentive";
import type { Readable, ReadContext } from "../../../frame/index.js";
import { storage } from "../storage/index.js";

export const scheduleOf = (at: Readable, netuid: number): EpochSchedule => ({
  tempo: storage.Tempo.get(at, netuid),
  pendingEpochAt: Number(storage.PendingEpochAt.get(at, netuid)),
  blocksSinceLastStep: Number(storage.BlocksSinceLastStep.get(at, netuid)),
  lastEpochBlock: Number(storage.LastEpochBlock.get(at, netuid)),
});

/** Number of the epoch that a commit made now belongs to. In a block where one is due, that one counts already. */
export function currentEpoch(at: ReadContext, netuid: number): bigint {
  const due = isEpochDue(scheduleOf(at, netuid), at.blockNumber);
  return storage.SubnetEpochIndex.get(at, netuid) + (due ? 1n : 0n);
}
