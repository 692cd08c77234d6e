import { blockEmission, lockCost } from "@taostack/incentive";
import type { ReadContext } from "../../../frame/index.js";
import { storage } from "../storage/index.js";

/** What creating a subnet costs now, in rao. */
export const networkLockCost = (at: ReadContext): bigint =>
  lockCost({
    lastLockCost: storage.NetworkLastLockCost.get(at),
    lastLockBlock: Number(storage.LastRateLimitedBlock.get(at, { type: "NetworkLastRegistered" })),
    minLockCost: storage.NetworkMinLockCost.get(at),
    lockReductionInterval: storage.NetworkLockReductionInterval.get(at),
    blockEmission: blockEmission(storage.TotalIssuance.get(at)),
    currentBlock: at.blockNumber,
  });
