import { OWNER_CHANGE_AGE, U64F64 } from "@taostack/incentive";
import { describe, expect, it } from "vitest";
import { stakeOf } from "../src/pallets/subtensor/staking/shares.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import type { AccountId } from "../src/scale/index.js";
import { alice, bob, charlie, hotkeys, type Market, market, netuid } from "./support/market.js";
import { account } from "./support/test-chain.js";

const TAO = 1_000_000_000n;
const { validator, owner, miners } = hotkeys;
const [miner] = miners;
const HALF_LIFE = 648_000;

type Lock = { locked_mass: bigint; conviction: bigint; last_update: bigint };

/** Bob has 99 alpha on the validator; the owner, Alice, some on the owner hotkey. */
const started = () => {
  const chain = market();
  chain.subtensor(alice, "add_stake", { hotkey: owner, netuid, amount_staked: 50n * TAO });
  return chain;
};
const send = (chain: Market, who: AccountId, call: string, args: object) =>
  chain.send(who, "SubtensorModule", call, { netuid, ...args });
const lock = (chain: Market, who: AccountId, hotkey: AccountId, amount: bigint) =>
  send(chain, who, "lock_stake", { hotkey, amount });
const lockOf = (chain: Market, coldkey: AccountId) =>
  chain.api("StakeInfoRuntimeApi_get_coldkey_lock", { coldkey, netuid }) as Lock | undefined;
const conviction = (chain: Market, hotkey: AccountId) =>
  Number(chain.api("StakeInfoRuntimeApi_get_hotkey_conviction", { hotkey, netuid })) / 2 ** 64;
const king = (chain: Market) => chain.api("StakeInfoRuntimeApi_get_most_convicted_hotkey_on_subnet", { netuid });
const lastEvent = (chain: Market) => chain.events.at(-1);

describe("lock_stake", () => {
  it("locks alpha towards a hotkey, adds to it, and lets it decay while conviction grows", () => {
    const chain = started();
    expect(lockOf(chain, bob)).toBeUndefined();
    expect(lock(chain, bob, miner, 40n * TAO)).toBe("ok");
    expect(lastEvent(chain)).toMatchObject({ type: "StakeLocked" });
    expect(lockOf(chain, bob)).toEqual({
      locked_mass: 40n * TAO,
      conviction: 0n,
      last_update: BigInt(chain.blockNumber),
    });
    expect(lock(chain, bob, miner, 10n * TAO)).toBe("ok");
    expect(lockOf(chain, bob)?.locked_mass).toBe(50n * TAO);
    expect(storage.LockingColdkeys.has(chain.ctx, netuid, miner, bob)).toBe(true);
    expect(storage.DecayingHotkeyLock.get(chain.ctx, netuid, miner)?.locked_mass).toBe(50n * TAO);
    chain.skip(HALF_LIFE);
    expect(Number(lockOf(chain, bob)?.locked_mass) / 50e9).toBeCloseTo(0.5, 6);
    expect(conviction(chain, miner) / 50e9).toBeCloseTo(Math.LN2 / 2, 6);
    expect(king(chain)).toBe(miner);
  });

  it("is refused with the chain's errors", () => {
    const chain = started();
    expect(lock(chain, bob, miner, 0n)).toBe("AmountTooLow");
    expect(lock(chain, bob, account(90), TAO)).toBe("HotKeyAccountNotExists");
    expect(lock(chain, bob, miner, 200n * TAO)).toBe("InsufficientStakeForLock");
    expect(send(chain, bob, "lock_stake", { netuid: 77, hotkey: miner, amount: TAO })).toBe("InsufficientStakeForLock");
    expect(lock(chain, bob, miner, 90n * TAO)).toBe("ok");
    expect(lock(chain, bob, validator, TAO)).toBe("LockHotkeyMismatch");
    expect(lock(chain, bob, miner, 90n * TAO)).toBe("InsufficientStakeForLock");
    expect(chain.send("root", "SubtensorModule", "lock_stake", { hotkey: miner, netuid, amount: TAO })).toBe(
      "BadOrigin",
    );
  });

  it("gives a lock on the owner hotkey its mass as conviction at once, in a sum of its own", () => {
    const chain = started();
    expect(lock(chain, bob, owner, 30n * TAO)).toBe("ok");
    expect(lockOf(chain, bob)?.conviction).toBe(U64F64.fromInteger(30n * TAO));
    expect(conviction(chain, owner)).toBe(30e9);
    expect(storage.DecayingOwnerLock.get(chain.ctx, netuid)?.locked_mass).toBe(30n * TAO);
    expect(storage.DecayingHotkeyLock.has(chain.ctx, netuid, owner)).toBe(false);
  });
});

describe("locked stake", () => {
  const locked = () => {
    const chain = started();
    chain.subtensor(bob, "lock_stake", { hotkey: miner, netuid, amount: 60n * TAO });
    return { chain, staked: stakeOf(chain.ctx, validator, bob, netuid) };
  };

  it("cannot be removed, moved elsewhere, burnt or recycled", () => {
    const { chain, staked } = locked();
    const tooMuch = staked - 59n * TAO;
    expect(send(chain, bob, "remove_stake", { hotkey: validator, amount_unstaked: tooMuch })).toBe("StakeUnavailable");
    const crossing = { hotkey: validator, origin_netuid: netuid, destination_netuid: 0, alpha_amount: tooMuch };
    expect(send(chain, bob, "swap_stake", crossing)).toBe("StakeUnavailable");
    expect(send(chain, bob, "burn_alpha", { hotkey: validator, amount: tooMuch })).toBe("StakeUnavailable");
    expect(send(chain, bob, "recycle_alpha", { hotkey: validator, amount: tooMuch })).toBe("StakeUnavailable");
    expect(stakeOf(chain.ctx, validator, bob, netuid)).toBe(staked);
    expect(send(chain, bob, "remove_stake", { hotkey: validator, amount_unstaked: 10n * TAO })).toBe("ok");
    const stakes = chain.api("StakeInfoRuntimeApi_get_stake_availability_for_coldkeys", {
      coldkey_accounts: [bob],
      netuids: [netuid],
    });
    const total = stakeOf(chain.ctx, validator, bob, netuid);
    expect(stakes).toEqual([[bob, [[netuid, { total, locked: 60n * TAO, available: total - 60n * TAO }]]]]);
  });

  it("comes free as the lock decays, and the lock is removed when little is left", () => {
    const { chain, staked } = locked();
    const remove = () => send(chain, bob, "remove_stake", { hotkey: validator, amount_unstaked: staked - 31n * TAO });
    expect(remove()).toBe("StakeUnavailable");
    chain.skip(HALF_LIFE);
    expect(remove()).toBe("ok");
    chain.skip(45 * HALF_LIFE);
    expect(lockOf(chain, bob)).toBeUndefined();
    expect(send(chain, bob, "remove_stake", { hotkey: validator, amount_unstaked: 5n * TAO })).toBe("ok");
    expect(storage.Lock.keys(chain.ctx, bob)).toEqual([]);
    expect(storage.LockingColdkeys.keys(chain.ctx, netuid)).toEqual([]);
    expect(storage.DecayingHotkeyLock.has(chain.ctx, netuid, miner)).toBe(false);
  });

  it("stays locked when it passes to another coldkey, which has to agree", () => {
    const { chain, staked } = locked();
    const free = staked - 60n * TAO;
    const transfer = (amount: bigint) =>
      send(chain, bob, "transfer_stake", {
        destination_coldkey: charlie,
        hotkey: validator,
        origin_netuid: netuid,
        destination_netuid: netuid,
        alpha_amount: amount,
      });
    chain.skip(1000);
    chain.subtensor(bob, "set_perpetual_lock", { netuid, enabled: true });
    const before = lockOf(chain, bob)?.locked_mass ?? 0n;
    expect(transfer(free)).toBe("ok");
    expect(lockOf(chain, charlie)).toBeUndefined();
    expect(transfer(20n * TAO)).toBe("AccountRejectsLockedAlpha");
    expect(send(chain, charlie, "set_reject_locked_alpha", { enabled: false })).toBe("ok");
    expect(storage.AccountFlags.get(chain.ctx, charlie)).toBe(1n);
    expect(transfer(20n * TAO)).toBe("ok");
    const [kept, passed] = [lockOf(chain, bob), lockOf(chain, charlie)];
    expect((kept?.locked_mass ?? 0n) + (passed?.locked_mass ?? 0n)).toBe(before);
    expect(passed?.locked_mass).toBeGreaterThan(19n * TAO);
    expect(Number(passed?.conviction) / Number(kept?.conviction)).toBeCloseTo(
      Number(passed?.locked_mass) / Number(kept?.locked_mass),
      9,
    );
    expect(send(chain, charlie, "set_reject_locked_alpha", { enabled: true })).toBe("ok");
    expect(lastEvent(chain)).toMatchObject({
      type: "RejectLockedAlphaUpdated",
      value: { coldkey: charlie, enabled: true },
    });
    expect(storage.AccountFlags.has(chain.ctx, charlie)).toBe(false);
    expect(transfer(5n * TAO)).toBe("AccountRejectsLockedAlpha");
  });

  it("is freed in proportion when a small nomination is dropped", () => {
    const chain = started();
    chain.subtensor(charlie, "add_stake", { hotkey: validator, netuid, amount_staked: 5n * TAO });
    chain.subtensor(charlie, "add_stake", { hotkey: miner, netuid, amount_staked: 5n * TAO });
    const [nominated, own] = [validator, miner].map((hotkey) => stakeOf(chain.ctx, hotkey, charlie, netuid));
    chain.subtensor(charlie, "lock_stake", { hotkey: miner, netuid, amount: (nominated ?? 0n) + TAO });
    chain.admin("sudo_set_nominator_min_required_stake", { min_stake: 10n ** 10n });
    expect(stakeOf(chain.ctx, validator, charlie, netuid)).toBe(0n);
    expect(stakeOf(chain.ctx, miner, charlie, netuid)).toBe(own);
    expect(lockOf(chain, charlie)?.locked_mass).toBe(TAO);
    expect(storage.DecayingHotkeyLock.get(chain.ctx, netuid, miner)?.locked_mass).toBe(TAO);
  });

  it("does not pass to a coldkey whose lock points at another hotkey", () => {
    const { chain } = locked();
    chain.subtensor(charlie, "add_stake", { hotkey: validator, netuid, amount_staked: 10n * TAO });
    chain.subtensor(charlie, "lock_stake", { hotkey: validator, netuid, amount: TAO });
    chain.subtensor(charlie, "set_reject_locked_alpha", { enabled: false });
    const transfer = {
      destination_coldkey: charlie,
      hotkey: validator,
      origin_netuid: netuid,
      destination_netuid: netuid,
    };
    const all = stakeOf(chain.ctx, validator, bob, netuid);
    expect(send(chain, bob, "transfer_stake", { ...transfer, alpha_amount: all })).toBe("LockHotkeyMismatch");
    expect(lockOf(chain, bob)?.locked_mass).toBe(60n * TAO);
  });
});

describe("move_lock", () => {
  it("takes conviction along between hotkeys of one owner only", () => {
    const chain = started();
    chain.subtensor(bob, "lock_stake", { hotkey: miner, netuid, amount: 50n * TAO });
    chain.skip(HALF_LIFE);
    const [earned, mass] = [conviction(chain, miner), lockOf(chain, bob)?.locked_mass];
    expect(send(chain, bob, "move_lock", { destination_hotkey: miners[1] })).toBe("ok");
    expect(lastEvent(chain)).toMatchObject({ type: "LockMoved", value: { origin_hotkey: miner } });
    expect(conviction(chain, miners[1]) / earned).toBeCloseTo(1, 9);
    expect(conviction(chain, miner)).toBe(0);
    expect(send(chain, bob, "move_lock", { destination_hotkey: validator })).toBe("ok");
    expect(conviction(chain, validator)).toBe(0);
    expect(lockOf(chain, bob)).toMatchObject({ locked_mass: mass, conviction: 0n });
    expect(storage.LockingColdkeys.keys(chain.ctx, netuid)).toEqual([[netuid, validator, bob]]);
  });

  it("is refused with the chain's errors", () => {
    const chain = started();
    expect(send(chain, bob, "move_lock", { destination_hotkey: miner })).toBe("NoExistingLock");
    expect(send(chain, bob, "move_lock", { destination_hotkey: account(90) })).toBe("HotKeyAccountNotExists");
  });
});

describe("set_perpetual_lock", () => {
  it("keeps the mass, and moves the lock between the sums", () => {
    const chain = started();
    chain.subtensor(bob, "lock_stake", { hotkey: miner, netuid, amount: 50n * TAO });
    expect(send(chain, bob, "set_perpetual_lock", { enabled: true })).toBe("ok");
    expect(lastEvent(chain)).toEqual({ type: "PerpetualLockUpdated", value: { coldkey: bob, netuid, enabled: true } });
    expect(storage.DecayingLock.get(chain.ctx, bob, netuid)).toBe(false);
    expect(storage.DecayingHotkeyLock.has(chain.ctx, netuid, miner)).toBe(false);
    chain.skip(HALF_LIFE);
    expect(lockOf(chain, bob)?.locked_mass).toBe(50n * TAO);
    expect(conviction(chain, miner) / 50e9).toBeCloseTo(0.5, 6);
    expect(send(chain, bob, "set_perpetual_lock", { enabled: false })).toBe("ok");
    expect(storage.DecayingLock.has(chain.ctx, bob, netuid)).toBe(false);
    expect(storage.HotkeyLock.has(chain.ctx, netuid, miner)).toBe(false);
    chain.skip(HALF_LIFE);
    expect(Number(lockOf(chain, bob)?.locked_mass) / 50e9).toBeCloseTo(0.5, 6);
  });

  it("can be chosen before there is a lock", () => {
    const chain = started();
    expect(send(chain, bob, "set_perpetual_lock", { enabled: true })).toBe("ok");
    chain.subtensor(bob, "lock_stake", { hotkey: miner, netuid, amount: 50n * TAO });
    expect(storage.HotkeyLock.get(chain.ctx, netuid, miner)?.locked_mass).toBe(50n * TAO);
  });
});

describe("locks follow their keys", () => {
  it("when the owner hotkey changes, and conviction counts by the new roles", () => {
    const chain = started();
    chain.subtensor(alice, "try_associate_hotkey", { hotkey: account(91) });
    chain.subtensor(bob, "lock_stake", { hotkey: owner, netuid, amount: 30n * TAO });
    chain.admin("sudo_set_sn_owner_hotkey", { netuid, hotkey: account(91) });
    expect(storage.DecayingOwnerLock.has(chain.ctx, netuid)).toBe(false);
    expect(conviction(chain, owner)).toBe(30e9);
    chain.skip(HALF_LIFE);
    expect(conviction(chain, owner) / 30e9).toBeCloseTo(0.5 + Math.LN2 / 2, 6);
  });

  it("when the hotkey is swapped", () => {
    const chain = started();
    const next = account(92);
    chain.subtensor(bob, "lock_stake", { hotkey: owner, netuid, amount: 30n * TAO });
    chain.skip(7300);
    const before = conviction(chain, owner);
    chain.subtensor(alice, "swap_hotkey", { hotkey: owner, new_hotkey: next, netuid: undefined });
    expect(storage.SubnetOwnerHotkey.get(chain.ctx, netuid)).toBe(next);
    expect(conviction(chain, next)).toBeCloseTo(before, 0);
    expect(conviction(chain, owner)).toBe(0);
    expect(storage.Lock.keys(chain.ctx, bob)).toEqual([[bob, netuid, next]]);
  });

  it("when the coldkey is swapped, but not to one with a lock", () => {
    const chain = started();
    const next = account(93);
    chain.subtensor(bob, "lock_stake", { hotkey: miner, netuid, amount: 30n * TAO });
    chain.subtensor(bob, "set_perpetual_lock", { netuid, enabled: true });
    const swap = { old_coldkey: bob, new_coldkey: next, swap_cost: 0n };
    storage.Lock.put(chain.ctx, next, netuid, miner, { locked_mass: TAO, conviction: 0n, last_update: 0n });
    expect(chain.send("root", "SubtensorModule", "swap_coldkey", swap)).toBe("ActiveLockExists");
    storage.Lock.remove(chain.ctx, next, netuid, miner);
    const sum = storage.HotkeyLock.get(chain.ctx, netuid, miner);
    expect(chain.send("root", "SubtensorModule", "swap_coldkey", swap)).toBe("ok");
    expect(lockOf(chain, bob)).toBeUndefined();
    expect(lockOf(chain, next)?.locked_mass).toBe(30n * TAO);
    expect(storage.DecayingLock.get(chain.ctx, next, netuid)).toBe(false);
    expect(storage.HotkeyLock.get(chain.ctx, netuid, miner)).toEqual(sum);
  });

  it("and end with the subnet", () => {
    const chain = started();
    chain.subtensor(bob, "lock_stake", { hotkey: miner, netuid, amount: 30n * TAO });
    chain.subtensor(bob, "set_perpetual_lock", { netuid, enabled: true });
    chain.subtensor("root", "root_dissolve_network", { netuid });
    expect(storage.Lock.keys(chain.ctx)).toEqual([]);
    expect(storage.HotkeyLock.keys(chain.ctx)).toEqual([]);
    expect(storage.LockingColdkeys.keys(chain.ctx)).toEqual([]);
    expect(storage.DecayingLock.keys(chain.ctx)).toEqual([]);
  });
});

describe("the owner's cut", () => {
  it("is locked at once where the subnet says so", () => {
    const chain = started();
    chain.admin("sudo_set_owner_cut_auto_lock_enabled", { netuid, enabled: true });
    chain.mineToEpoch();
    const locked = chain.events.find(({ type }) => type === "StakeLocked");
    const cut = lockOf(chain, alice)?.locked_mass;
    expect(cut).toBeGreaterThan(TAO);
    expect(locked?.value).toEqual({ coldkey: alice, hotkey: owner, netuid, amount: cut });
    expect(storage.DecayingOwnerLock.get(chain.ctx, netuid)?.locked_mass).toBe(cut);
  });
});

describe("conviction", () => {
  /** Bob's lock is nearly all alpha outside the pool. */
  const convinced = () => {
    const chain = started();
    chain.subtensor(bob, "set_perpetual_lock", { netuid, enabled: true });
    chain.subtensor(bob, "lock_stake", { hotkey: validator, netuid, amount: 90n * TAO });
    chain.skip(4 * HALF_LIFE);
    return chain;
  };

  it("makes the coldkey of the most convicted hotkey the owner of a subnet that is a year old", () => {
    const chain = convinced();
    chain.subtensor(alice, "lock_stake", { hotkey: owner, netuid, amount: 20n * TAO });
    chain.mineToEpoch();
    expect(storage.SubnetOwner.get(chain.ctx, netuid)).toBe(alice);
    expect(king(chain)).toBe(validator);
    chain.skip(OWNER_CHANGE_AGE);
    expect(chain.events).toContainEqual({
      type: "SubnetOwnerChanged",
      value: { netuid, old_coldkey: alice, new_coldkey: bob },
    });
    expect(storage.SubnetOwner.get(chain.ctx, netuid)).toBe(bob);
    expect(storage.SubnetOwnerHotkey.get(chain.ctx, netuid)).toBe(validator);
    expect(storage.OwnerLock.get(chain.ctx, netuid)?.locked_mass).toBe(90n * TAO);
    expect(lockOf(chain, bob)?.conviction).toBe(U64F64.fromInteger(90n * TAO));
    expect(storage.DecayingHotkeyLock.has(chain.ctx, netuid, owner)).toBe(true);
    chain.skip(100);
    expect(storage.SubnetOwner.get(chain.ctx, netuid)).toBe(bob);
  });

  it("seats the hotkey of the new owner if it has no uid", () => {
    const chain = convinced();
    const hotkey = account(94);
    chain.subtensor(bob, "try_associate_hotkey", { hotkey });
    chain.subtensor(bob, "move_lock", { destination_hotkey: hotkey, netuid });
    chain.skip(OWNER_CHANGE_AGE);
    expect(storage.SubnetOwnerHotkey.get(chain.ctx, netuid)).toBe(hotkey);
    expect(storage.Uids.get(chain.ctx, netuid, hotkey)).toBe(4);
  });

  it("changes nothing with less than a tenth of the alpha outside the pool", () => {
    const chain = started();
    chain.subtensor(bob, "set_perpetual_lock", { netuid, enabled: true });
    chain.subtensor(bob, "lock_stake", { hotkey: validator, netuid, amount: 2n * TAO });
    chain.skip(OWNER_CHANGE_AGE);
    expect(storage.SubnetOwner.get(chain.ctx, netuid)).toBe(alice);
  });

  it("counts the account that sorts last first among equals", () => {
    const chain = started();
    expect(king(chain)).toBeUndefined();
    chain.subtensor(bob, "lock_stake", { hotkey: miners[0], netuid, amount: 10n * TAO });
    chain.subtensor(alice, "lock_stake", { hotkey: miners[1], netuid, amount: 10n * TAO });
    chain.skip(1000);
    expect(conviction(chain, miners[0])).toBe(conviction(chain, miners[1]));
    expect(king(chain)).toBe(miners[1]);
  });
});
