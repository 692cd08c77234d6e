import { describe, expect, it } from "vitest";
import { inheritedStakes, stakeWeight } from "../src/pallets/subtensor/staking/stake-weight.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { alice, bob, hotkeys, type Market, market, netuid } from "./support/market.js";

const ONE = 10n ** 18n;
const { validator, miners } = hotkeys;
const send = (chain: Market, who: "root" | typeof bob, call: string, args: object = {}) =>
  chain.send(who, "SubtensorModule", call, { netuid, ...args });
const power = (chain: Market) => storage.VotingPower.get(chain.ctx, netuid, validator);

describe("voting power", () => {
  const tracked = (alpha = ONE / 2n) => {
    const chain = market();
    expect(send(chain, alice, "enable_voting_power_tracking")).toBe("ok");
    expect(send(chain, "root", "sudo_set_voting_power_ema_alpha", { alpha })).toBe("ok");
    return chain;
  };

  it("follows the stake of validators with a permit, epoch by epoch", () => {
    const chain = tracked();
    expect(power(chain)).toBe(0n);
    const stake = stakeWeight(chain.ctx, inheritedStakes(chain.ctx, validator, netuid));
    chain.mineToEpoch();
    expect(power(chain)).toBe(stake / 2n);
    const next = stakeWeight(chain.ctx, inheritedStakes(chain.ctx, validator, netuid));
    const before = power(chain);
    chain.mineToEpoch();
    expect(power(chain)).toBe((next + before) / 2n);
    const powerful = storage.VotingPower.keys(chain.ctx, netuid).map(([, hotkey]) => hotkey);
    expect(powerful.filter((hotkey) => miners.includes(hotkey))).toEqual([]);
  });

  it("is not followed unless the owner or root asks for it", () => {
    const chain = market();
    chain.mineToEpoch();
    expect(power(chain)).toBe(0n);
    expect(send(chain, bob, "enable_voting_power_tracking")).toBe("BadOrigin");
    expect(send(chain, bob, "disable_voting_power_tracking")).toBe("BadOrigin");
    expect(send(chain, bob, "sudo_set_voting_power_ema_alpha", { alpha: 1n })).toBe("BadOrigin");
    expect(send(chain, alice, "sudo_set_voting_power_ema_alpha", { alpha: 1n })).toBe("BadOrigin");
    expect(send(chain, "root", "sudo_set_voting_power_ema_alpha", { alpha: ONE + 1n })).toBe(
      "InvalidVotingPowerEmaAlpha",
    );
    expect(send(chain, alice, "disable_voting_power_tracking")).toBe("VotingPowerTrackingNotEnabled");
    expect(send(chain, "root", "enable_voting_power_tracking")).toBe("ok");
    expect(chain.events.at(-1)).toEqual({ type: "VotingPowerTrackingEnabled", value: { netuid } });
  });

  it("ends at the first epoch after fourteen days, unless it is wanted again", () => {
    const chain = tracked(ONE);
    chain.mineToEpoch();
    expect(send(chain, alice, "disable_voting_power_tracking")).toBe("ok");
    const disable_at_block = BigInt(chain.blockNumber) + 100_800n;
    const scheduled = { type: "VotingPowerTrackingDisableScheduled", value: { netuid, disable_at_block } };
    expect(chain.events.at(-1)).toEqual(scheduled);
    chain.mineToEpoch();
    expect(power(chain)).toBeGreaterThan(0n);
    expect(send(chain, alice, "enable_voting_power_tracking")).toBe("ok");
    chain.skip(100_900);
    expect(storage.VotingPowerTrackingEnabled.get(chain.ctx, netuid)).toBe(true);
    expect(send(chain, alice, "disable_voting_power_tracking")).toBe("ok");
    chain.skip(100_800);
    expect(chain.events).toContainEqual({ type: "VotingPowerTrackingDisabled", value: { netuid } });
    expect(storage.VotingPowerTrackingEnabled.get(chain.ctx, netuid)).toBe(false);
    expect(storage.VotingPower.keys(chain.ctx, netuid)).toEqual([]);
    expect(storage.VotingPowerDisableAtBlock.has(chain.ctx, netuid)).toBe(false);
  });

  it("is lost with the permit", () => {
    const chain = tracked(ONE);
    storage.VotingPower.put(chain.ctx, netuid, miners[0], 77n);
    chain.mineToEpoch();
    expect(storage.VotingPower.has(chain.ctx, netuid, miners[0])).toBe(false);
    storage.StakeThreshold.put(chain.ctx, power(chain) * 2n);
    chain.mineToEpoch();
    expect(power(chain)).toBe(0n);
  });
});
