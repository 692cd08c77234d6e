import { map } from "../../../frame/index.js";
import { bool, enumeration, u16, u64, u64f64, variant } from "../../../scale/index.js";
import { netuid } from "../storage/keys.js";

const epochConsensus = enumeration("pallet_subtensor::pallet::EpochConsensus", { Yuma: variant(0), Null: variant(1) });

/** 1 in U64F64 bits. */
const ONE = 1n << 64n;

/** What the chain got after the version that this one stands for. Nothing here sets them, so they say: not in use. */
const newerStorage = {
  CollateralLockShare: map(
    [netuid],
    u16,
    0,
    "Share of a registration's price that is locked, not burned. Always none here.",
  ),
  CollateralDrainRatio: map(
    [netuid],
    u64f64,
    ONE,
    "Collateral that is freed for each alpha earned. There is none here.",
  ),
  SubnetEpochConsensus: map(
    [netuid],
    epochConsensus,
    { type: "Yuma" },
    "How an epoch finds consensus. Always Yuma here.",
  ),
};

/** What only btcli 9 asks for, by names that no chain has. `setCommitReveal` and `setRevealPeriod` keep them true. */
const btcli9Storage = {
  get_commit_reveal_weights_enabled: map(
    [netuid],
    bool,
    true,
    "CommitRevealWeightsEnabled by the name that btcli 9 uses.",
  ),
  get_commit_reveal_period: map([netuid], u64, 1n, "RevealPeriodEpochs by the name that btcli 9 uses."),
};

/** Not on the chain at this version, but clients of newer or older chains do not go on without. */
export const compatibilityStorage = { ...newerStorage, ...btcli9Storage };
