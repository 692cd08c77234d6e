import { definePallet } from "../../frame/index.js";
import { blockStep } from "./block-step.js";
import { calls } from "./calls/index.js";
import { constants } from "./constants.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { buildGenesis } from "./genesis.js";
import { announcedSwapGuard } from "./keys/guard.js";
import { storage } from "./storage/index.js";

/** Subnets, neurons, stake, weights and emission. */
export const subtensor = definePallet({
  name: "SubtensorModule",
  index: 7,
  path: "pallet_subtensor::pallet",
  storage,
  calls,
  events,
  errors,
  constants,
  deprecated: {
    calls: {
      swap_hotkey: "Please use swap_hotkey_v2 instead. This extrinsic will be removed some time after June 2026.",
      schedule_swap_coldkey: "Deprecated, please migrate to `announce_coldkey_swap`/`coldkey_swap`",
    },
    events: { MaxWeightLimitSet: "Max weight limit is now a constant and this event is unused" },
    storage: { LastTxBlock: "", LastTxBlockChildKeyTake: "", LastTxBlockDelegateTake: "" },
  },
  ...announcedSwapGuard,
  onInitialize: blockStep,
  genesis: buildGenesis,
});
