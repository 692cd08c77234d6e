import { constant, definePallet, type RuntimeCall } from "../../frame/index.js";
import { type ScaleType, u32, u64 } from "../../scale/index.js";
import { createActingCalls, rightCalls } from "./calls.js";
import { errors, events, limits, pallet, storage } from "./declarations.js";

/** Accounts that act for others, within the bounds of eighteen types of right. */
export const createProxy = (runtimeCall: ScaleType<RuntimeCall>) =>
  definePallet({
    ...pallet,
    storage,
    events,
    errors,
    calls: { ...createActingCalls(runtimeCall), ...rightCalls },
    constants: {
      ProxyDepositBase: constant(u64, limits.proxyBase, ["Rao for the first proxy."]),
      ProxyDepositFactor: constant(u64, limits.proxyFactor, ["Rao for each proxy."]),
      MaxProxies: constant(u32, limits.proxies),
      MaxPending: constant(u32, limits.pending),
      AnnouncementDepositBase: constant(u64, limits.announcementBase, ["Rao for the first announcement."]),
      AnnouncementDepositFactor: constant(u64, limits.announcementFactor, ["Rao for each announcement."]),
    },
  });
