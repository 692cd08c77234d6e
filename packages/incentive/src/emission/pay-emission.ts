import { checkU64 } from "../errors.js";
import { I96F32, U96F32 } from "../fixed/formats.js";
import { sum, U16_MAX } from "../fixed/integer.js";
import type { Distribution } from "./distribute-emission.js";
import { type HotkeyStanding, standingOf } from "./distribution-types.js";

/** One step of the payout, to be carried out in order. Amounts are u64 rao of the subnet's alpha, never 0. */
export type Payment = StakePayment | DividendPayment | RootClaimablePayment | WithheldPayment;

/** Add `amount` to the stake of (hotkey, coldkey) on the subnet: `addToShare`. */
export interface StakePayment {
  readonly kind: "stake";
  readonly why: "owner_cut" | "incentive" | "take" | "root_take" | "root_dividend";
  readonly hotkey: string;
  readonly coldkey: string;
  readonly amount: bigint;
}

/** Add `amount` to the hotkey's whole share pool: `addToAllShares`. It is `AlphaDividendsPerSubnet`. */
export interface DividendPayment {
  readonly kind: "dividend";
  readonly hotkey: string;
  readonly amount: bigint;
}

/** Add `rate` (I96F32 bits) to `RootClaimable` of the hotkey. `amount` is `RootAlphaDividendsPerSubnet`. */
export interface RootClaimablePayment {
  readonly kind: "root_claimable";
  readonly hotkey: string;
  readonly rate: bigint;
  readonly amount: bigint;
}

/** Miner's pay withheld from an owner's key: `recycle` lowers `SubnetAlphaOut` by it, `burn` leaves it there. */
export interface WithheldPayment {
  readonly kind: "withhold";
  readonly how: RecycleOrBurn;
  readonly hotkey: string;
  readonly amount: bigint;
}

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

/** Second part of an epoch's payout: who is paid what, after takes, in the chain's order. @throws as `distributeEmission`. */
export function payEmission(input: PayEmissionInput): PaidEmission {
  const { distribution, owner, ownerCut } = input;
  checkU64("ownerCut", ownerCut);
  const payments: Payment[] = [
    ...(owner === undefined ? [] : [{ kind: "stake", why: "owner_cut", ...owner, amount: ownerCut } as const]),
    ...[...distribution.incentives].map(([hotkey, amount]) => payMiner(input, hotkey, amount)),
    ...[...distribution.alphaDividends].flatMap(([hotkey, due]) => payAlphaDividend(input, hotkey, due)),
    ...[...distribution.rootDividends].flatMap(([hotkey, due]) => payRootDividend(input, hotkey, due)),
  ];
  return { payments: payments.filter(({ amount }) => amount > 0n), minerBurned: minerBurned(input) };
}

function minerBurned({ distribution: { incentives }, ownerHotkeys }: PayEmissionInput): bigint {
  const withheld = [...incentives].filter(([hotkey]) => ownerHotkeys.has(hotkey)).map(([, amount]) => amount);
  return U96F32.ratio(sum(withheld), sum(incentives.values()));
}

function payMiner(input: PayEmissionInput, hotkey: string, amount: bigint): Payment {
  if (input.ownerHotkeys.has(hotkey)) return { kind: "withhold", how: input.recycleOrBurn, hotkey, amount };
  const { owner, autoStakeDestination } = standingOf(input.standings, hotkey);
  return { kind: "stake", why: "incentive", hotkey: autoStakeDestination ?? hotkey, coldkey: owner, amount };
}

function payAlphaDividend(input: PayEmissionInput, hotkey: string, due: bigint): Payment[] {
  const { owner } = standingOf(input.standings, hotkey);
  const { take, rest } = cutTake(input, hotkey, due);
  return [
    { kind: "stake", why: "take", hotkey, coldkey: owner, amount: take },
    { kind: "dividend", hotkey, amount: rest },
  ];
}

function payRootDividend(input: PayEmissionInput, hotkey: string, due: bigint): Payment[] {
  const { owner, rootStake } = standingOf(input.standings, hotkey);
  const { take, rest } = cutTake(input, hotkey, due);
  const taken: Payment = { kind: "stake", why: "root_take", hotkey, coldkey: owner, amount: take };
  // More than the root stake itself cannot be expressed as a rate on it: it goes to the owner.
  if (rest > rootStake) {
    return [taken, { kind: "stake", why: "root_dividend", hotkey, coldkey: owner, amount: rest }];
  }
  return [taken, { kind: "root_claimable", hotkey, rate: I96F32.ratio(rest, rootStake), amount: rest }];
}

/** The delegate's take and what is left of a dividend, u64 rao, each floored. */
function cutTake(input: PayEmissionInput, hotkey: string, due: bigint): { take: bigint; rest: bigint } {
  const rate = U96F32.ratio(standingOf(input.standings, hotkey).delegateTake, U16_MAX);
  const take = U96F32.mul(rate, due);
  return { take: U96F32.toU64(take), rest: U96F32.toU64(U96F32.sub(due, take)) };
}
