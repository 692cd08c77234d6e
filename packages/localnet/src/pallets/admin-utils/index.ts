import { blake2_128Concat, definePallet, defineStorage, map } from "../../frame/index.js";
import { bool } from "../../scale/index.js";
import { consensusCalls } from "./calls/consensus.js";
import { dormantCalls } from "./calls/dormant.js";
import { mechanismCalls } from "./calls/mechanisms.js";
import { globalCalls } from "./calls/network.js";
import { missingCalls } from "./calls/not-implemented.js";
import { registrationCalls } from "./calls/registration.js";
import { subnetCalls } from "./calls/subnets.js";
import { weightCalls } from "./calls/weights.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { pallet } from "./pallet.js";
import { precompileEnum } from "./types.js";

/** How owners and root change what subnets run by. */
export const adminUtils = definePallet({
  ...pallet,
  storage: defineStorage(pallet.name, {
    PrecompileEnable: map([blake2_128Concat(precompileEnum)], bool, true),
  }),
  events,
  errors,
  calls: {
    ...consensusCalls,
    ...weightCalls,
    ...registrationCalls,
    ...subnetCalls,
    ...mechanismCalls,
    ...globalCalls,
    ...dormantCalls,
    ...missingCalls,
  },
});
