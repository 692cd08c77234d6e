import { map } from "../../../frame/index.js";
import { enumeration, u16, u64f64, variant } from "../../../scale/index.js";
import { netuid } from "./keys.js";

const epochConsensus = enumeration("pallet_subtensor::pallet::EpochConsensus", { Yuma: variant(0), Null: variant(1) });

/**
 * Items that came to the chain after this version, and that the newest clients read before they do anything else.
 * Nothing here sets them: no part of a registration's price is locked, and every epoch is Yuma's.
 */
export const newerClientsStorage = {
  CollateralLockShare: map([netuid], u16, 0, "Part of a registration's price that is locked: none."),
  CollateralDrainRatio: map([netuid], u64f64, 1n << 64n, "Collateral released for each alpha earned; there is none."),
  SubnetEpochConsensus: map([netuid], epochConsensus, { type: "Yuma" }, "What an epoch computes: Yuma, always."),
};
