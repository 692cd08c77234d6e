import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeBalance } from "../src/pallets/balances/ledger.js";
import { storage as balances } from "../src/pallets/balances/storage.js";
import { stakeOf } from "../src/pallets/subtensor/staking/shares.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { subnetAccount } from "../src/pallets/subtensor/tao/system-accounts.js";
import { alice, bob, charlie, hotkeys, Market, market, netuid } from "./support/market.js";
import { account } from "./support/test-chain.js";

const TAO = 1_000_000_000n;
const { validator: hotkey } = hotkeys;

const started = (): Market => {
  const chain = new Market();
  chain.createSubnet();
  chain.subtensor(alice, "start_call", { netuid });
  chain.subtensor(bob, "burned_register", { netuid, hotkey });
  return chain;
};

describe("add_stake", () => {
  it("buys alpha, pays the author the fee, and keeps the account in step with the pool", () => {
    const chain = started();
    const { author } = chain.ctx;
    const [tao, paidToAuthor] = [storage.SubnetTAO.get(chain.ctx, netuid), freeBalance(chain.ctx, author)];
    const before = freeBalance(chain.ctx, subnetAccount(netuid)) - tao;
    chain.subtensor(charlie, "add_stake", { hotkey, netuid, amount_staked: 10n * TAO });
    const fee = 5_035_477n;
    expect(freeBalance(chain.ctx, author) - paidToAuthor).toBe(fee);
    expect(storage.SubnetTAO.get(chain.ctx, netuid) - tao).toBe(10n * TAO - fee);
    expect(freeBalance(chain.ctx, subnetAccount(netuid)) - storage.SubnetTAO.get(chain.ctx, netuid)).toBe(before);
    expect(storage.SubnetAlphaOut.get(chain.ctx, netuid)).toBe(stakeOf(chain.ctx, hotkey, charlie, netuid));
    expect(storage.StakingHotkeys.get(chain.ctx, charlie)).toContain(hotkey);
  });

  it("is refused with the chain's errors", () => {
    const chain = started();
    const send = (args: object, who = charlie) =>
      chain.send(who, "SubtensorModule", "add_stake", { hotkey, netuid, amount_staked: TAO, ...args });
    expect(send({ netuid: 1 })).toBe("SubtokenDisabled");
    expect(send({ netuid: 77 })).toBe("SubnetNotExists");
    expect(send({ amount_staked: 2_000_000n })).toBe("AmountTooLow");
    expect(send({ amount_staked: 2_001_007n })).toBe("ok");
    expect(send({}, account(80))).toBe("NotEnoughBalanceToStake");
    expect(send({ hotkey: account(81) })).toBe("HotKeyAccountNotExists");
    expect(send({ amount_staked: 10n ** 18n })).toBe("InsufficientLiquidity");
  });

  it("stops at a price limit, in part or not at all", () => {
    const chain = started();
    const order = { hotkey, netuid, amount_staked: 500n * TAO, limit_price: 1_100_000_000n };
    const send = (allow_partial: boolean) =>
      chain.send(charlie, "SubtensorModule", "add_stake_limit", { ...order, allow_partial });
    expect(send(false)).toBe("SlippageTooHigh");
    const before = freeBalance(chain.ctx, charlie);
    expect(send(true)).toBe("ok");
    const spent = before - freeBalance(chain.ctx, charlie);
    expect(spent).toBeGreaterThan(40n * TAO);
    expect(spent).toBeLessThan(60n * TAO);
    const price = chain.api("SwapRuntimeApi_current_alpha_price", { netuid }) as bigint;
    expect(Number(price) / 1.1e9).toBeCloseTo(1, 6);
    const below = { ...order, limit_price: 1_000_000_000n, allow_partial: true };
    expect(chain.send(charlie, "SubtensorModule", "add_stake_limit", below)).toBe("PriceLimitExceeded");
  });
});

describe("remove_stake", () => {
  const remove = (chain: Market, args: object, who = charlie) =>
    chain.send(who, "SubtensorModule", "remove_stake", { hotkey, netuid, amount_unstaked: TAO, ...args });

  it("gives back what was staked, less fees and rounding", () => {
    fc.assert(
      fc.property(fc.bigInt(TAO, 300n * TAO), (amount) => {
        const chain = started();
        const [before, issuance] = [freeBalance(chain.ctx, charlie), balances.TotalIssuance.get(chain.ctx)];
        chain.subtensor(charlie, "add_stake", { hotkey, netuid, amount_staked: amount });
        expect(remove(chain, { amount_unstaked: 2n ** 63n })).toBe("ok");
        expect(stakeOf(chain.ctx, hotkey, charlie, netuid)).toBe(0n);
        const lost = before - freeBalance(chain.ctx, charlie);
        expect(lost).toBeGreaterThan(0n);
        expect(Number(lost) / Number(amount)).toBeLessThan(0.0011);
        expect(balances.TotalIssuance.get(chain.ctx)).toBe(issuance);
        expect(storage.SubnetAlphaOut.get(chain.ctx, netuid)).toBe(0n);
      }),
      { numRuns: 15 },
    );
  });

  it("is refused with the chain's errors", () => {
    const chain = started();
    expect(remove(chain, { netuid: 77 })).toBe("SubtokenDisabled");
    expect(remove(chain, {})).toBe("AmountTooLow");
    chain.subtensor(charlie, "add_stake", { hotkey, netuid, amount_staked: 10n * TAO });
    expect(remove(chain, { amount_unstaked: 1_000_000n })).toBe("AmountTooLow");
    const limited = { hotkey, netuid, amount_unstaked: TAO, limit_price: 2_000_000_000n, allow_partial: false };
    expect(chain.send(charlie, "SubtensorModule", "remove_stake_limit", limited)).toBe("PriceLimitExceeded");
    expect(remove(chain, {})).toBe("ok");
  });
});

describe("moving stake", () => {
  it("to another hotkey keeps its value and costs nothing", () => {
    const chain = market();
    const amount = stakeOf(chain.ctx, hotkey, bob, netuid) / 2n;
    const args = { origin_hotkey: hotkey, destination_hotkey: hotkeys.owner };
    const nets = { origin_netuid: netuid, destination_netuid: netuid, alpha_amount: amount };
    const alphaOut = storage.SubnetAlphaOut.get(chain.ctx, netuid);
    chain.subtensor(bob, "move_stake", { ...args, ...nets });
    const moved = stakeOf(chain.ctx, hotkeys.owner, bob, netuid);
    expect(amount - moved).toBeLessThanOrEqual(1n);
    expect(storage.SubnetAlphaOut.get(chain.ctx, netuid)).toBe(alphaOut);
    const same = { ...args, destination_hotkey: hotkey, ...nets };
    expect(chain.send(bob, "SubtensorModule", "move_stake", same)).toBe("SameNetuid");
  });

  it("to another coldkey needs the subnet's consent", () => {
    const chain = market();
    const args = { destination_coldkey: charlie, hotkey, origin_netuid: netuid, destination_netuid: netuid };
    const order = { ...args, alpha_amount: 10n * TAO };
    chain.admin("sudo_set_toggle_transfer", { netuid, toggle: false });
    expect(chain.send(bob, "SubtensorModule", "transfer_stake", order)).toBe("TransferDisallowed");
    chain.admin("sudo_set_toggle_transfer", { netuid, toggle: true });
    chain.subtensor(bob, "transfer_stake", order);
    expect(10n * TAO - stakeOf(chain.ctx, hotkey, charlie, netuid)).toBeLessThanOrEqual(1n);
  });

  it("to root and back pays one fee each way", () => {
    const chain = market();
    chain.admin("sudo_set_subtoken_enabled", { netuid: 0, subtoken_enabled: true });
    const before = stakeOf(chain.ctx, hotkey, bob, netuid);
    const there = { hotkey, origin_netuid: netuid, destination_netuid: 0, alpha_amount: before };
    chain.subtensor(bob, "swap_stake", there);
    const root = stakeOf(chain.ctx, hotkey, bob, 0);
    expect(root).toBeGreaterThan(0n);
    expect(freeBalance(chain.ctx, subnetAccount(0))).toBe(root);
    expect(storage.NumStakingColdkeys.get(chain.ctx)).toBe(1n);
    const back = { hotkey, origin_netuid: 0, destination_netuid: netuid, alpha_amount: root };
    chain.subtensor(bob, "swap_stake", back);
    const after = stakeOf(chain.ctx, hotkey, bob, netuid);
    expect(Number(after) / Number(before)).toBeGreaterThan(0.9985);
    expect(after).toBeLessThan(before);
    expect(storage.NumStakingColdkeys.get(chain.ctx)).toBe(0n);
  });
});
