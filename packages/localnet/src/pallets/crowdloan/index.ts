import { constant, definePallet, type RuntimeCall } from "../../frame/index.js";
import { type ScaleType, u32, u64 } from "../../scale/index.js";
import { palletId } from "../subtensor/types.js";
import { createCalls } from "./calls.js";
import { errors, events, limits, pallet, storage } from "./declarations.js";

/** Money that many raise together, for a target or for a call such as leasing a subnet. */
export const createCrowdloan = (runtimeCall: ScaleType<RuntimeCall>) =>
  definePallet({
    ...pallet,
    storage,
    events,
    errors,
    calls: createCalls(runtimeCall),
    constants: {
      PalletId: constant(palletId, new TextEncoder().encode("bt/cloan")),
      MinimumDeposit: constant(u64, limits.deposit, ["Rao."]),
      AbsoluteMinimumContribution: constant(u64, limits.contribution, ["Rao."]),
      MinimumBlockDuration: constant(u32, limits.shortest),
      MaximumBlockDuration: constant(u32, limits.longest),
      RefundContributorsLimit: constant(u32, limits.refunds),
      MaxContributors: constant(u32, limits.contributors),
    },
  });
