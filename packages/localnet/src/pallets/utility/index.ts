import { constant, definePallet, type RuntimeCall } from "../../frame/index.js";
import { type ScaleType, u32 } from "../../scale/index.js";
import { BATCH_LIMIT, createBatches } from "./batches.js";
import { errors, events, pallet } from "./declarations.js";
import { createDelegatedCalls } from "./delegated.js";

export const createUtility = (runtimeCall: ScaleType<RuntimeCall>) =>
  definePallet({
    ...pallet,
    events,
    errors,
    calls: { ...createBatches(runtimeCall), ...createDelegatedCalls(runtimeCall) },
    constants: { batched_calls_limit: constant(u32, BATCH_LIMIT, ["How many calls a batch may have."]) },
  });
