import { describe, expect, it } from "vitest";
import { stakeOf } from "../src/pallets/subtensor/staking/shares.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { bob, hotkeys, market, netuid } from "./support/market.js";

const TAO = 1_000_000_000n;
const { validator, owner } = hotkeys;

describe("move_stake_limit, which newer clients send", () => {
  const args = {
    origin_hotkey: validator,
    destination_hotkey: owner,
    origin_netuid: netuid,
    destination_netuid: 0,
    alpha_amount: 10n * TAO,
    allow_partial: false,
  };
  const priced = () => {
    const chain = market();
    const price = chain.api("SwapRuntimeApi_current_alpha_price", { netuid }) as bigint;
    const move = (more: object) => chain.send(bob, "SubtensorModule", "move_stake_limit", { ...args, ...more });
    return { chain, price, move, held: () => stakeOf(chain.ctx, validator, bob, netuid) };
  };

  it("moves all, part or nothing by the ratio of the prices", () => {
    const { chain, price, move, held } = priced();
    const before = held();
    expect(move({ limit_price: price })).toBe("SlippageTooHigh");
    expect(held()).toBe(before);
    expect(move({ limit_price: (price * 8n) / 10n })).toBe("ok");
    expect(before - held()).toBe(10n * TAO);
    expect(stakeOf(chain.ctx, owner, bob, 0)).toBeGreaterThan(9n * TAO);
    const now = chain.api("SwapRuntimeApi_current_alpha_price", { netuid }) as bigint;
    const left = held();
    expect(move({ limit_price: (now * 999n) / 1000n, allow_partial: true })).toBe("ok");
    expect(left - held()).toBeGreaterThan(0n);
    expect(left - held()).toBeLessThan(10n * TAO);
  });

  it("knows no limit within a subnet, and takes the largest amount for all there is", () => {
    const { chain, move, held } = priced();
    const all = held();
    expect(move({ destination_netuid: netuid, limit_price: 2n ** 63n, alpha_amount: 2n ** 64n - 1n })).toBe("ok");
    expect([held(), stakeOf(chain.ctx, owner, bob, netuid)]).toEqual([0n, all]);
  });
});

describe("names that only older or newer clients ask for", () => {
  it("say how commit and reveal is set", () => {
    const chain = market();
    const asked = () => [
      storage.get_commit_reveal_weights_enabled.get(chain.ctx, netuid),
      storage.get_commit_reveal_period.get(chain.ctx, netuid),
    ];
    expect(asked()).toEqual([false, 1n]);
    chain.admin("sudo_set_commit_reveal_weights_enabled", { netuid, enabled: true });
    chain.admin("sudo_set_commit_reveal_weights_interval", { netuid, interval: 3n });
    expect(asked()).toEqual([true, 3n]);
    chain.admin("sudo_set_commit_reveal_weights_enabled", { netuid, enabled: false });
    chain.subtensor("root", "root_dissolve_network", { netuid });
    expect(asked()).toEqual([true, 1n]);
  });

  it("have the defaults of a chain without collateral and with Yuma everywhere", () => {
    const { ctx } = market();
    expect(storage.CollateralLockShare.get(ctx, netuid)).toBe(0);
    expect(storage.CollateralDrainRatio.get(ctx, netuid)).toBe(1n << 64n);
    expect(storage.SubnetEpochConsensus.get(ctx, netuid)).toEqual({ type: "Yuma" });
  });
});
