import { rao } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { itRefuses, itWrites, type Market, tao, useMarket } from "./market.js";

const market = useMarket();
const coldkey = (of: "bob" | "charlie" | "validator") => (at: Market) => at[of].address;
const stakeOf =
  (who: "bob" | "charlie" | "validator", on: "validatorHotkey" | "minerHotkey" = "validatorHotkey", netuid?: number) =>
  async (at: Market) =>
    at.ops.staking.get({ hotkey: at[on].address, coldkey: coldkey(who)(at), netuid: netuid ?? at.netuid });
const free = (who: "bob" | "charlie") => async (at: Market) =>
  (await at.ops.balances.get({ address: at[who].address })).free;
const position = (at: Market) => ({ hotkey: at.validatorHotkey.address, netuid: at.netuid });
const bob = (at: Market) => at.bob;

describe("balances", () => {
  const both = async (at: Market) => [await free("bob")(at), await free("charlie")(at)] as const;
  itWrites("transfer", market, {
    signer: bob,
    write: (at) => at.ops.balances.transfer({ to: at.charlie.address, amount: tao(3) }),
    state: both,
    after: ({ before, after, receipt }) => {
      expect(after[1] - before[1]).toBe(tao(3));
      expect(before[0] - after[0]).toBe(tao(3) + receipt.fee);
    },
  });
  itWrites("burn", market, {
    signer: bob,
    write: (at) => at.ops.balances.burn({ amount: tao(2) }),
    state: free("bob"),
    after: ({ before, after, receipt }) => expect(before - after).toBe(tao(2) + receipt.fee),
  });
  it("transferAll", async () => {
    const at = market();
    const key = await at.fresh("all");
    await at.ops.balances.transfer({ to: key.address, amount: tao(1) }).submit({ signer: at.alice });
    const before = await free("charlie")(at);
    const { fee } = await at.ops.balances.transferAll({ to: at.charlie.address }).submit({ signer: key });
    expect((await at.ops.balances.get({ address: key.address })).free).toBe(0n);
    expect((await free("charlie")(at)) - before).toBe(tao(1) - fee);
  });
  itRefuses(market, {
    "more than there is": {
      signer: bob,
      write: (at) => at.ops.balances.transfer({ to: at.charlie.address, amount: tao(1e9) }),
      error: "FundsUnavailable",
    },
    "less than an account may hold": {
      signer: bob,
      write: async (at) => at.ops.balances.transfer({ to: (await at.fresh("dust")).address, amount: rao(1n) }),
      error: "BelowMinimum",
    },
  });
});

describe("stake", () => {
  itWrites("add", market, {
    signer: bob,
    write: (at) => at.ops.staking.add({ ...position(at), amount: tao(100) }),
    state: async (at) => [await stakeOf("bob")(at), await free("bob")(at)] as const,
    after: ({ before, after, receipt }) => {
      expect(after[0]).toBeGreaterThan(before[0]);
      expect(before[1] - after[1]).toBe(tao(100) + receipt.fee);
    },
  });
  itWrites("add within a limit", market, {
    signer: bob,
    write: async (at) => {
      const price = await at.ops.swap.price({ netuid: at.netuid });
      return at.ops.staking.add({ ...position(at), amount: tao(10), limitPrice: rao(price * 2n) });
    },
    state: stakeOf("bob"),
    after: ({ before, after, receipt }) => {
      expect(after).toBeGreaterThan(before);
      expect(receipt.events).toContainEqual(expect.objectContaining({ name: "StakeAdded" }));
    },
  });
  itWrites("remove", market, {
    signer: bob,
    write: (at) => at.ops.staking.remove({ ...position(at), amount: tao(10) }),
    state: async (at) => [await stakeOf("bob")(at), await free("bob")(at)] as const,
    after: ({ before, after }) => {
      expect(before[0] - after[0]).toBe(tao(10));
      expect(after[1]).toBeGreaterThan(before[1]);
    },
  });
  itWrites("remove within a limit", market, {
    signer: bob,
    write: (at) => at.ops.staking.remove({ ...position(at), amount: tao(1), limitPrice: rao(1n) }),
    state: stakeOf("bob"),
    after: ({ before, after }) => expect(before - after).toBe(tao(1)),
  });
  itWrites("move", market, {
    signer: bob,
    write: (at) =>
      at.ops.staking.move({
        fromHotkey: at.validatorHotkey.address,
        toHotkey: at.minerHotkey.address,
        fromNetuid: at.netuid,
        toNetuid: at.netuid,
        amount: tao(5),
      }),
    state: async (at) => [await stakeOf("bob")(at), await stakeOf("bob", "minerHotkey")(at)] as const,
    after: ({ before, after }) => {
      expect(before[0] - after[0]).toBe(tao(5));
      expect(after[1] - before[1]).toBe(tao(5));
    },
  });
  itWrites("transfer to another coldkey", market, {
    signer: bob,
    write: (at) =>
      at.ops.staking.transfer({
        to: at.charlie.address,
        hotkey: at.validatorHotkey.address,
        fromNetuid: at.netuid,
        toNetuid: at.netuid,
        amount: tao(5),
      }),
    state: stakeOf("charlie"),
    // Shares of the pool may round a unit away.
    after: ({ before, after }) => expect(Number(tao(5) - (after - before))).toBeLessThanOrEqual(1),
  });
  itWrites("swap for stake on root", market, {
    signer: bob,
    write: (at) =>
      at.ops.staking.swap({ hotkey: at.validatorHotkey.address, fromNetuid: at.netuid, toNetuid: 0, amount: tao(3) }),
    state: async (at) => [await stakeOf("bob")(at), await stakeOf("bob", "validatorHotkey", 0)(at)] as const,
    after: ({ before, after }) => {
      expect(before[0] - after[0]).toBe(tao(3));
      expect(after[1]).toBeGreaterThan(before[1]);
    },
  });
  itWrites("swap within a limit", market, {
    signer: bob,
    write: (at) =>
      at.ops.staking.swap({
        hotkey: at.validatorHotkey.address,
        fromNetuid: at.netuid,
        toNetuid: 0,
        amount: tao(1),
        limitPrice: rao(1n),
      }),
    state: stakeOf("bob"),
    after: ({ before, after }) => expect(before - after).toBe(tao(1)),
  });
  itWrites("recycle", market, {
    signer: bob,
    write: (at) => at.ops.staking.recycle({ ...position(at), amount: tao(1) }),
    state: stakeOf("bob"),
    after: ({ before, after }) => expect(before - after).toBe(tao(1)),
  });
  itWrites("burn", market, {
    signer: bob,
    write: (at) => at.ops.staking.burn({ ...position(at), amount: tao(1) }),
    state: stakeOf("bob"),
    after: ({ before, after }) => expect(before - after).toBe(tao(1)),
  });
  itWrites("buyAndBurn", market, {
    signer: (at) => at.owner,
    write: (at) => at.ops.staking.buyAndBurn({ hotkey: at.ownerHotkey.address, netuid: at.netuid, amount: tao(1) }),
    state: async (at) => (await at.ops.subnets.info({ netuid: at.netuid })).taoIn,
    after: ({ before, after }) => expect(after).toBeGreaterThan(before),
  });
  itWrites("setAutoStake", market, {
    signer: bob,
    write: (at) => at.ops.staking.setAutoStake(position(at)),
    state: (at) => at.ops.staking.autoStake({ coldkey: at.bob.address, netuid: at.netuid }),
    after: ({ before, after, market: at }) => {
      expect(before).toBeUndefined();
      expect(after).toBe(at.validatorHotkey.address);
    },
  });
  itWrites("lock", market, {
    signer: bob,
    write: (at) => at.ops.locks.lock({ ...position(at), amount: tao(5) }),
    state: (at) => at.ops.locks.get({ coldkey: at.bob.address, netuid: at.netuid }),
    after: ({ before, after }) => {
      expect(before).toBeUndefined();
      expect(after?.locked).toBe(tao(5));
    },
  });
  it("is available but for what is locked", async () => {
    const at = market();
    const [found] = (await at.ops.staking.availability({ coldkey: at.bob.address })).filter(
      ({ netuid }) => netuid === at.netuid,
    );
    expect(found!.locked).toBeGreaterThan(0n);
    expect(found!.total).toBe(found!.locked + found!.available);
  });
  itWrites("setPerpetual", market, {
    signer: bob,
    write: (at) => at.ops.locks.setPerpetual({ netuid: at.netuid, enabled: true }),
    state: async (at) => (await at.ops.locks.rules({ coldkey: at.bob.address, netuid: at.netuid })).decaying,
    after: ({ before, after }) => expect([before, after]).toEqual([true, false]),
  });
  itWrites("move a lock", market, {
    signer: bob,
    write: (at) => at.ops.locks.move({ hotkey: at.minerHotkey.address, netuid: at.netuid }),
    state: (at) => at.ops.locks.conviction({ hotkey: at.minerHotkey.address, netuid: at.netuid }),
    after: ({ receipt }) => expect(receipt.events).toContainEqual(expect.objectContaining({ name: "LockMoved" })),
  });
  itWrites("setReject", market, {
    signer: bob,
    write: (at) => at.ops.locks.setReject({ enabled: false }),
    state: async (at) => (await at.ops.locks.rules({ coldkey: at.bob.address, netuid: at.netuid })).acceptsLocked,
    after: ({ before, after }) => expect([before, after]).toEqual([false, true]),
  });
  itRefuses(market, {
    "more stake than there is": {
      signer: bob,
      write: (at) => at.ops.staking.remove({ ...position(at), amount: tao(1e6), limitPrice: rao(1n) }),
      error: "NotEnoughStakeToWithdraw",
    },
    "a subnet that does not exist": {
      signer: bob,
      write: (at) => at.ops.staking.add({ hotkey: at.validatorHotkey.address, netuid: 4_000, amount: tao(1) }),
      error: "SubnetNotExists",
    },
    "a hotkey that nobody knows": {
      signer: bob,
      write: async (at) =>
        at.ops.staking.add({ hotkey: (await at.fresh("unknown")).address, netuid: at.netuid, amount: tao(1) }),
      error: "HotKeyAccountNotExists",
    },
    "next to nothing": {
      signer: bob,
      write: (at) => at.ops.staking.add({ ...position(at), amount: rao(10n) }),
      error: "AmountTooLow",
    },
    "a price beyond the limit": {
      signer: bob,
      write: (at) => at.ops.staking.add({ ...position(at), amount: tao(10), limitPrice: rao(1n) }),
      error: "PriceLimitExceeded",
    },
    "a move to the same place": {
      signer: bob,
      write: (at) =>
        at.ops.staking.swap({
          hotkey: at.validatorHotkey.address,
          fromNetuid: at.netuid,
          toNetuid: at.netuid,
          amount: tao(1),
        }),
      error: "SameNetuid",
    },
    "burning root stake": {
      signer: bob,
      write: (at) => at.ops.staking.burn({ hotkey: at.validatorHotkey.address, netuid: 0, amount: tao(1) }),
      error: "CannotBurnOrRecycleOnRootSubnet",
    },
    "the same hotkey for earnings": {
      signer: bob,
      write: (at) => at.ops.staking.setAutoStake(position(at)),
      error: "SameAutoStakeHotkeyAlreadySet",
    },
    "a lock on another hotkey": {
      signer: bob,
      write: (at) => at.ops.locks.lock({ ...position(at), amount: tao(1) }),
      error: "LockHotkeyMismatch",
    },
    "moving a lock that is not there": {
      signer: (at) => at.charlie,
      write: (at) => at.ops.locks.move({ hotkey: at.minerHotkey.address, netuid: at.netuid }),
      error: "NoExistingLock",
    },
  });
  itWrites("removeAll", market, {
    signer: (at) => at.charlie,
    write: (at) => at.ops.staking.removeAll(position(at)),
    state: stakeOf("charlie"),
    after: ({ before, after }) => {
      expect(before).toBeGreaterThan(0n);
      expect(after).toBe(0n);
    },
  });
  itWrites("unstakeAllAlpha", market, {
    signer: (at) => at.validator,
    write: (at) => at.ops.staking.unstakeAllAlpha({ hotkey: at.validatorHotkey.address }),
    state: async (at) =>
      [await stakeOf("validator")(at), await stakeOf("validator", "validatorHotkey", 0)(at)] as const,
    after: ({ before, after }) => {
      expect(after[0]).toBeLessThan(before[0]);
      expect(after[1]).toBeGreaterThan(before[1]);
    },
  });
  itWrites("unstakeAll", market, {
    signer: (at) => at.validator,
    write: (at) => at.ops.staking.unstakeAll({ hotkey: at.validatorHotkey.address }),
    state: stakeOf("validator", "validatorHotkey", 0),
    after: ({ before, after }) => {
      expect(before).toBeGreaterThan(0n);
      expect(after).toBe(0n);
    },
  });
});

describe("reads of stake and pools", () => {
  it("value each position at its price", async () => {
    const at = market();
    const positions = await at.ops.staking.list({ coldkey: at.bob.address });
    expect(positions.map(({ netuid }) => netuid)).toContain(at.netuid);
    for (const { stake, value, price } of positions) expect(value).toBe((stake * price) / 1_000_000_000n);
    expect(await at.ops.staking.listMany({ coldkeys: [at.bob.address] })).toEqual(positions);
    expect(await at.ops.staking.minimum({})).toBeGreaterThanOrEqual(0n);
    const total = await at.ops.staking.totalOf({ hotkey: at.minerHotkey.address, netuid: at.netuid });
    expect(total).toBeGreaterThanOrEqual(await stakeOf("bob", "minerHotkey")(at));
  });

  it("simulate what a trade then gives", async () => {
    const at = market();
    const amount = tao(7);
    const quote = await at.ops.swap.simulateBuy({ netuid: at.netuid, amount });
    const key = { hotkey: at.minerHotkey.address, netuid: at.netuid, coldkey: at.charlie.address };
    const before = await at.ops.staking.get(key);
    await at.ops.staking.add({ hotkey: key.hotkey, netuid: at.netuid, amount }).submit({ signer: at.charlie });
    const received = (await at.ops.staking.get(key)) - before;
    const error = Number(received - quote.received) / Number(received);
    expect(Math.abs(error)).toBeLessThan(1e-3);
    expect(quote.averagePrice).toBeGreaterThanOrEqual(quote.price);
    expect(quote.fee).toBeGreaterThan(0n);
    expect(await at.ops.staking.fee({ netuid: at.netuid, amount })).toBe(quote.fee);
    expect(await at.ops.staking.fee({ netuid: 0, amount })).toBe(0n);
    const sale = await at.ops.swap.simulateSell({ netuid: at.netuid, amount });
    expect(sale.averagePrice).toBeLessThanOrEqual(sale.price);
    expect(sale.slippage).toBeGreaterThanOrEqual(0);
    const prices = await at.ops.swap.prices({});
    expect(prices.find(({ netuid }) => netuid === at.netuid)?.price).toBe(sale.price);
    expect(await at.ops.swap.feeRate({ netuid: at.netuid })).toBeGreaterThanOrEqual(0);
    expect((await at.ops.balances.issuance({})).balances).toBeGreaterThan(0n);
    expect(await at.ops.locks.mostConvicted({ netuid: at.netuid })).toBe(at.minerHotkey.address);
  });
});
