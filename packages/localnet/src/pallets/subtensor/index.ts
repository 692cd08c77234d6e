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
  ...announcedSwapGuard,
  onInitialize: blockStep,
  genesis: buildGenesis,
});
