import type { Distribution } from "./distribute-emission.js";
import type { HotkeyStanding } from "./distribution-types.js";

/** One step of the payout, to be carried out in order. Amounts are u64 rao of the subnet's alpha. */
export type Payment =
  /** Add `amount` to the stake of (hotkey, coldkey) on the subnet: `addToShare`. */
  | {
      readonly kind: "stake";
      readonly why: StakeReason;
      readonly hotkey: string;
      readonly coldkey: string;
      readonly amount: bigint;
    }
  /** Add `amount` to the hotkey's whole share pool: `addToAllShares`. Is `AlphaDividendsPerSubnet`. */
  | { readonly kind: "dividend"; readonly hotkey: string; readonly amount: bigint }
  /** Add `rate` (I96F32 bits) to `RootClaimable[hotkey][netuid]`. `amount` is `RootAlphaDividendsPerSubnet`. */
  | { readonly kind: "root_claimable"; readonly hotkey: string; readonly rate: bigint; readonly amount: bigint }
  /** Miner's pay withheld from an owner's key: `recycle` lowers `SubnetAlphaOut` by it, `burn` leaves it there. */
  | { readonly kind: "withhold"; readonly how: RecycleOrBurn; readonly hotkey: string; readonly amount: bigint };

export type StakeReason = "owner_cut" | "incentive" | "take" | "root_take" | "root_dividend";

/** `RecycleOrBurn` of a subnet. */
export type RecycleOrBurn = "recycle" | "burn";

export interface PayEmissionInput {
  readonly distribution: Distribution;
  readonly standings: ReadonlyMap<string, HotkeyStanding>;
  /** The pot of the owner's cut, u64 rao. */
  readonly ownerCut: bigint;
  /** `SubnetOwner` and `SubnetOwnerHotkey`; without both the cut is lost. */
  readonly owner?: { readonly coldkey: string; readonly hotkey: string } | undefined;
  /** Hotkeys whose miner's pay is withheld: the owner's registered hotkeys, `SubnetOwnerHotkey` if it holds a UID. */
  readonly ownerHotkeys: ReadonlySet<string>;
  readonly recycleOrBurn: RecycleOrBurn;
}

export interface PaidEmission {
  readonly payments: readonly Payment[];
  /** `MinerBurned`, U96F32 bits: the withheld share of the miners' pay. */
  readonly minerBurned: bigint;
}

/** Second part of an epoch's payout: who is paid what, after takes, in the chain's order. */
export declare function payEmission(input: PayEmissionInput): PaidEmission;
