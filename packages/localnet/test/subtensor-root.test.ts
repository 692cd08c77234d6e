import { keccak_256 } from "@noble/hashes/sha3.js";
import { describe, expect, it } from "vitest";
import { drawColdkeys } from "../src/pallets/subtensor/root/automatic-claims.js";
import { stakeOf } from "../src/pallets/subtensor/staking/shares.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { alice, bob, charlie, hotkeys, type Market, market, netuid } from "./support/market.js";
import { account } from "./support/test-chain.js";

const TAO = 1_000_000_000n;
const { validator } = hotkeys;

it("draws the coldkeys that claim as the chain does", () => {
  const draw = (text: string) => drawColdkeys(keccak_256(new TextEncoder().encode(text)), 15n, 15_000n).map(Number);
  const first = [265, 630, 1286, 1558, 4496, 4861, 5517, 5789, 6803, 8096, 9092, 11_034, 11_399, 12_055, 12_327];
  const second = [61, 246, 1440, 2855, 3521, 5236, 6130, 6615, 8511, 9405, 9890, 11_786, 11_971, 13_165, 14_580];
  expect(draw("some")).toEqual(first);
  expect(draw("some2")).toEqual(second);
});

/** Bob's validator has root stake, and a subnet's average price is above 1, so that root's part is kept for root. */
const withRootStake = (): Market => {
  const chain = market();
  chain.admin("sudo_set_subtoken_enabled", { netuid: 0, subtoken_enabled: true });
  chain.subtensor(charlie, "add_stake", { hotkey: validator, netuid: 0, amount_staked: 100_000n * TAO });
  storage.SubnetMovingPrice.put(chain.ctx, netuid, 2n << 32n);
  chain.subtensor(validator, "set_weights", { netuid, dests: [2], weights: [1], version_key: 0n });
  return chain;
};

describe("dividends on root stake", () => {
  it("wait to be claimed, as a rate per rao, and are sold for root stake by default", () => {
    const chain = withRootStake();
    chain.admin("sudo_set_admin_freeze_window", { window: 0 });
    chain.subtensor("root", "sudo_set_num_root_claims", { new_value: 0n });
    chain.mineToEpoch();
    const [[subnet, rate] = [0, 0n]] = storage.RootClaimable.get(chain.ctx, validator);
    expect([subnet, rate > 0n]).toEqual([netuid, true]);
    expect(storage.RootAlphaDividendsPerSubnet.get(chain.ctx, netuid, validator)).toBeGreaterThan(0n);
    const before = stakeOf(chain.ctx, validator, charlie, 0);
    const pool = storage.SubnetTAO.get(chain.ctx, netuid);
    chain.subtensor(charlie, "claim_root", { subnets: [netuid] });
    const gained = stakeOf(chain.ctx, validator, charlie, 0) - before;
    expect(gained).toBeGreaterThan(0n);
    expect(pool - storage.SubnetTAO.get(chain.ctx, netuid)).toBe(gained);
    chain.subtensor(charlie, "claim_root", { subnets: [netuid] });
    expect(stakeOf(chain.ctx, validator, charlie, 0)).toBe(before + gained);
    expect(chain.send(charlie, "SubtensorModule", "claim_root", { subnets: [] })).toBe("InvalidSubnetNumber");
  });

  it("are kept as alpha for those who want that, and claimed for everyone in turn", () => {
    const chain = withRootStake();
    chain.subtensor(charlie, "set_root_claim_type", { new_root_claim_type: { type: "Keep" } });
    chain.mineToEpoch();
    chain.mine();
    const kept = stakeOf(chain.ctx, validator, charlie, netuid);
    expect(kept).toBeGreaterThan(0n);
    expect(storage.RootClaimed.get(chain.ctx, netuid, validator, charlie) - kept).toBeLessThanOrEqual(1n);
  });

  it("give new root stake no claim on the past", () => {
    const chain = withRootStake();
    chain.subtensor("root", "sudo_set_num_root_claims", { new_value: 0n });
    chain.mineToEpoch();
    chain.subtensor(alice, "add_stake", { hotkey: validator, netuid: 0, amount_staked: 1000n * TAO });
    const before = stakeOf(chain.ctx, validator, alice, 0);
    chain.subtensor(alice, "claim_root", { subnets: [netuid] });
    expect(stakeOf(chain.ctx, validator, alice, 0)).toBe(before);
  });
});

describe("root membership", () => {
  it("is limited per block, and lends the members' stake to the owners of new subnets", () => {
    const chain = market();
    const join = (hotkey: string) => chain.send(bob, "SubtensorModule", "root_register", { hotkey });
    expect(join(validator)).toBe("ok");
    expect(join(account(30))).toBe("TooManyRegistrationsThisBlock");
    chain.mine();
    expect(join(validator)).toBe("HotKeyAlreadyRegisteredInSubNet");
    chain.admin("sudo_set_network_rate_limit", { rate_limit: 0n });
    chain.subtensor(alice, "register_network", { hotkey: account(31) });
    expect(storage.ChildKeys.get(chain.ctx, validator, 3)).toEqual([[2n ** 64n - 1n, account(31)]]);
    expect(storage.ParentKeys.get(chain.ctx, account(31), 3)).toEqual([[2n ** 64n - 1n, validator]]);
  });
});

describe("children", () => {
  it("are lent stake after the cooldown, and weigh with it", () => {
    const chain = market();
    const [miner] = hotkeys.miners;
    const half: [bigint, string][] = [[2n ** 63n, miner]];
    const set = (children: [bigint, string][], who = bob) =>
      chain.send(who, "SubtensorModule", "set_children", { hotkey: validator, netuid, children });
    expect(set(half, charlie)).toBe("NonAssociatedColdKey");
    expect(set([[1n, validator]])).toBe("InvalidChild");
    expect(set([...half, ...half])).toBe("DuplicateChild");
    expect(
      set([
        [2n ** 64n - 1n, miner],
        [1n, hotkeys.miners[1]],
      ]),
    ).toBe("ProportionOverflow");
    chain.subtensor("root", "set_pending_childkey_cooldown", { cooldown: 0n });
    expect(set(half)).toBe("ok");
    expect(set(half)).toBe("TxRateLimitExceeded");
    chain.mineToEpoch();
    expect(storage.ParentKeys.get(chain.ctx, miner, netuid)).toEqual([[2n ** 63n, validator]]);
    chain.mineToEpoch();
    expect(storage.ValidatorPermit.get(chain.ctx, netuid)[2]).toBe(true);
  });
});
