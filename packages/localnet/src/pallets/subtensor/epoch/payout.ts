import {
  distributeEmission,
  type HotkeyEmission,
  type HotkeyStanding,
  type Payment,
  payEmission,
} from "@taostack/incentive";
import type { Context, Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { events } from "../events.js";
import { distributeLeaseDividends } from "../leases/distribute.js";
import { lockOwnerCut } from "../locks/lock-stake.js";
import { ROOT } from "../networks/networks.js";
import { raiseClaimableRate } from "../root/claims.js";
import { minus } from "../saturating.js";
import { increaseAllStakes, increaseStake } from "../staking/shares.js";
import { storage } from "../storage/index.js";
import type { DrainedSubnet } from "./drain.js";

/** Pays what an epoch's pots held to owner, miners, validators and their nominators. */
export function payOut(ctx: Context, { netuid, pending }: DrainedSubnet, emissions: readonly HotkeyEmission[]): void {
  const standings = standingsOf(ctx, netuid, emissions);
  const ownerHotkeys = ownerHotkeysOf(ctx, netuid);
  const distribution = distributeEmission({
    pending,
    emissions,
    standings,
    taoWeight: storage.TaoWeight.get(ctx),
    childkeyBurn: storage.CKBurn.get(ctx),
  });
  const { payments, minerBurned } = payEmission({
    distribution,
    standings,
    ownerCut: pending.ownerCut,
    owner: ownerOf(ctx, netuid),
    ownerHotkeys,
    recycleOrBurn: storage.RecycleOrBurn.get(ctx, netuid).type === "Recycle" ? "recycle" : "burn",
  });
  storage.AlphaDividendsPerSubnet.clear(ctx, netuid);
  storage.RootAlphaDividendsPerSubnet.clear(ctx, netuid);
  storage.SubnetAlphaOut.mutate(ctx, netuid, minus(distribution.childkeyBurned));
  for (const payment of payments) pay(ctx, netuid, payment);
  distributeLeaseDividends(ctx, netuid, pending.ownerCut);
  lockOwnerCut(ctx, netuid, pending.ownerCut);
  reportAutoStakes(ctx, netuid, distribution.incentives, standings, ownerHotkeys);
  storage.MinerBurned.put(ctx, netuid, minerBurned);
}

function pay(ctx: Context, netuid: number, payment: Payment): void {
  const hotkey = payment.hotkey as AccountId;
  switch (payment.kind) {
    case "stake":
      increaseStake(ctx, hotkey, payment.coldkey as AccountId, netuid, payment.amount);
      if (payment.why === "root_dividend") noteRootDividend(ctx, netuid, hotkey, payment.amount);
      break;
    case "dividend":
      increaseAllStakes(ctx, hotkey, netuid, payment.amount);
      storage.AlphaDividendsPerSubnet.put(ctx, netuid, hotkey, payment.amount);
      storage.TotalHotkeyAlphaLastEpoch.put(ctx, hotkey, netuid, storage.TotalHotkeyAlpha.get(ctx, hotkey, netuid));
      break;
    case "root_claimable":
      raiseClaimableRate(ctx, hotkey, netuid, payment.rate);
      noteRootDividend(ctx, netuid, hotkey, payment.amount);
      break;
    case "withhold":
      if (payment.how === "recycle") storage.SubnetAlphaOut.mutate(ctx, netuid, minus(payment.amount));
      break;
  }
}

/** Tells whose miner's pay went to another hotkey, as its owner had chosen. */
function reportAutoStakes(
  ctx: Context,
  netuid: number,
  incentives: ReadonlyMap<string, bigint>,
  standings: ReadonlyMap<string, HotkeyStanding>,
  ownerHotkeys: ReadonlySet<string>,
): void {
  for (const [hotkey, incentive] of incentives) {
    const { autoStakeDestination: destination, owner } = standings.get(hotkey) ?? {};
    if (destination === undefined || owner === undefined || incentive === 0n || ownerHotkeys.has(hotkey)) continue;
    const accounts = { destination, hotkey, owner } as Record<"destination" | "hotkey" | "owner", AccountId>;
    ctx.emit(events.make.AutoStakeAdded({ netuid, ...accounts, incentive }));
  }
}

const noteRootDividend = (ctx: Context, netuid: number, hotkey: AccountId, amount: bigint): void =>
  storage.RootAlphaDividendsPerSubnet.put(ctx, netuid, hotkey, amount);

function ownerOf(at: Readable, netuid: number): { coldkey: AccountId; hotkey: AccountId } | undefined {
  if (!storage.SubnetOwner.has(at, netuid) || !storage.SubnetOwnerHotkey.has(at, netuid)) return undefined;
  return { coldkey: storage.SubnetOwner.get(at, netuid), hotkey: storage.SubnetOwnerHotkey.get(at, netuid) };
}

/** Hotkeys whose miner's pay is withheld: those of the owner's coldkey, and the subnet's owner hotkey. */
function ownerHotkeysOf(at: Readable, netuid: number): Set<string> {
  const owned = storage.OwnedHotkeys.get(at, storage.SubnetOwner.get(at, netuid));
  const candidates = [...owned, storage.SubnetOwnerHotkey.get(at, netuid)];
  return new Set(candidates.filter((hotkey) => storage.Uids.has(at, netuid, hotkey)));
}

/** The standing of every hotkey with a part of the epoch, and of all their parents. */
function standingsOf(
  at: Readable,
  netuid: number,
  emissions: readonly HotkeyEmission[],
): ReadonlyMap<string, HotkeyStanding> {
  const hotkeys = new Set(emissions.map(({ hotkey }) => hotkey as AccountId));
  for (const hotkey of [...hotkeys]) {
    for (const [, parent] of storage.ParentKeys.get(at, hotkey, netuid)) hotkeys.add(parent);
  }
  return new Map([...hotkeys].map((hotkey) => [hotkey, standingOf(at, netuid, hotkey)]));
}

function standingOf(at: Readable, netuid: number, hotkey: AccountId): HotkeyStanding {
  const owner = storage.Owner.get(at, hotkey);
  return {
    owner,
    alphaStake: storage.TotalHotkeyAlpha.get(at, hotkey, netuid),
    rootStake: storage.TotalHotkeyAlpha.get(at, hotkey, ROOT),
    delegateTake: storage.Delegates.get(at, hotkey),
    childkeyTake: storage.ChildkeyTake.get(at, hotkey, netuid),
    childProportions: storage.ChildKeys.get(at, hotkey, netuid).map(([proportion]) => proportion),
    parents: storage.ParentKeys.get(at, hotkey, netuid).map(([proportion, parent]) => ({ hotkey: parent, proportion })),
    autoStakeDestination: storage.AutoStakeDestination.get(at, owner, netuid),
  };
}
