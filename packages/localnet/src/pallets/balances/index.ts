import { constant, definePallet } from "../../frame/index.js";
import { u32, u64 } from "../../scale/index.js";
import { calls } from "./calls.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { increase } from "./ledger.js";
import { EXISTENTIAL_DEPOSIT, pallet } from "./pallet.js";
import { storage } from "./storage.js";

export const balances = definePallet({
  ...pallet,
  storage,
  calls,
  events,
  errors,
  constants: {
    ExistentialDeposit: constant(u64, EXISTENTIAL_DEPOSIT, ["Rao. An account with less is removed."]),
    MaxLocks: constant(u32, 50),
    MaxReserves: constant(u32, 50),
    MaxFreezes: constant(u32, 50),
  },
  genesis(ctx, config) {
    for (const { account, free } of config.balances) increase(ctx, account, free);
  },
});
