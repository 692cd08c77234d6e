import { constant, definePallet } from "../../frame/index.js";
import { u64 } from "../../scale/index.js";
import { calls } from "./calls.js";
import { errors, events, pallet, storage } from "./declarations.js";
import { followClock, ownBeaconConfig } from "./pulses.js";

/** Randomness of a beacon, which opens time-locked commits. The chain has a beacon of its own. */
export const drand = definePallet({
  ...pallet,
  storage,
  events,
  errors,
  calls,
  constants: { UnsignedPriority: constant(u64, 1n << 20n), HttpFetchTimeout: constant(u64, 1000n) },
  onFinalize: followClock,
  genesis: (ctx) => storage.BeaconConfig.put(ctx, ownBeaconConfig(ctx)),
});
