import { describe, expect, it } from "vitest";
import { freeBalance } from "../src/pallets/balances/ledger.js";
import { stakeOf } from "../src/pallets/subtensor/staking/shares.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { subnetAccount } from "../src/pallets/subtensor/tao/system-accounts.js";
import { swapStorage } from "../src/pallets/swap/storage.js";
import { alice, bob, charlie, hotkeys, Market, market, netuid } from "./support/market.js";

/** Figures of the chain's rules, reached through storage and hooks instead of the functions alone. */

const pending = (chain: Market): bigint[] =>
  [
    storage.PendingOwnerCut,
    storage.PendingServerEmission,
    storage.PendingValidatorEmission,
    storage.PendingRootAlphaDivs,
  ].map((pot) => pot.get(chain.ctx, netuid));

interface Reserves {
  readonly tao: bigint;
  readonly alphaIn: bigint;
  readonly alphaOut: bigint;
  readonly movingPrice: bigint;
}

function oneSubnet({ tao, alphaIn, alphaOut, movingPrice }: Reserves): Market {
  const chain = new Market();
  chain.createSubnet();
  chain.subtensor(alice, "start_call", { netuid });
  chain.admin("sudo_set_subnet_emission_enabled", { netuid, enabled: true });
  storage.SubnetTAO.put(chain.ctx, 0, 5n * 10n ** 15n);
  storage.SubnetTAO.put(chain.ctx, netuid, tao);
  storage.SubnetAlphaIn.put(chain.ctx, netuid, alphaIn);
  storage.SubnetAlphaOut.put(chain.ctx, netuid, alphaOut);
  storage.SubnetMovingPrice.put(chain.ctx, netuid, movingPrice);
  return chain;
}

describe("the coinbase of one block", () => {
  it("of a mature subnet caps the injection and buys with the rest", () => {
    const reserves = { tao: 10n ** 14n, alphaIn: 2n * 10n ** 15n, alphaOut: 10n ** 15n };
    const chain = oneSubnet({ ...reserves, movingPrice: 2n << 32n });
    const issuance = storage.TotalIssuance.get(chain.ctx);
    const account = freeBalance(chain.ctx, subnetAccount(netuid));
    chain.mine();
    expect(storage.SubnetTAO.get(chain.ctx, netuid)).toBe(100_000_999_999_999n);
    expect(storage.SubnetAlphaIn.get(chain.ctx, netuid)).toBe(1_999_980_161_616_612n);
    expect(storage.SubnetAlphaOut.get(chain.ctx, netuid)).toBe(1_000_020_919_092_492n);
    expect(storage.SubnetProtocolAlpha.get(chain.ctx, netuid)).toBe(19_919_092_492n);
    expect(storage.SubnetExcessTao.get(chain.ctx, netuid)).toBe(995_964_544n);
    expect(storage.SubnetTaoInEmission.get(chain.ctx, netuid)).toBe(4_035_455n);
    expect(storage.SubnetAlphaInEmission.get(chain.ctx, netuid)).toBe(80_709_104n);
    expect(swapStorage.SwapBalancer.get(chain.ctx, netuid).quote).toBe(499_999_999_999_999_500n);
    expect(pending(chain)).toEqual([179_995_422n, 410_002_288n, 376_911_382n, 33_090_906n]);
    expect(storage.TotalIssuance.get(chain.ctx) - issuance).toBe(999_999_999n);
    expect(freeBalance(chain.ctx, subnetAccount(netuid)) - account).toBe(999_999_999n);
  });

  it("recycles root's part while prices sum to at most 1", () => {
    const chain = oneSubnet({ tao: 10n ** 12n, alphaIn: 10n ** 12n, alphaOut: 0n, movingPrice: 1n << 32n });
    chain.mine();
    const [ownerCut, server, , root] = pending(chain);
    expect([ownerCut, server, root]).toEqual([179_995_422n, 410_002_288n, 0n]);
    expect(storage.SubnetAlphaOut.get(chain.ctx, netuid)).toBeLessThan(10n ** 9n);
  });

  it("leaves all alpha to an owner whose cut is the whole", () => {
    const chain = oneSubnet({ tao: 10n ** 12n, alphaIn: 10n ** 12n, alphaOut: 0n, movingPrice: 1n << 32n });
    chain.admin("sudo_set_subnet_owner_cut", { subnet_owner_cut: 65_535 });
    chain.mine();
    expect(pending(chain)).toEqual([1_000_000_000n, 0n, 0n, 0n]);
  });

  it("gives no TAO to a subnet whose emission is off, and recycles the block's", () => {
    const chain = oneSubnet({ tao: 10n ** 12n, alphaIn: 10n ** 12n, alphaOut: 0n, movingPrice: 1n << 32n });
    chain.admin("sudo_set_subnet_emission_enabled", { netuid, enabled: false });
    const issuance = storage.TotalIssuance.get(chain.ctx);
    chain.mine();
    expect(storage.SubnetTaoInEmission.get(chain.ctx, netuid)).toBe(0n);
    expect(storage.SubnetAlphaOutEmission.get(chain.ctx, netuid)).toBe(1_000_000_000n);
    expect(storage.TotalIssuance.get(chain.ctx)).toBe(issuance);
  });
});

describe("the payout of an epoch", () => {
  it("withholds what the owner's own miners earn, and burns or recycles it", () => {
    const chain = market();
    const { validator } = hotkeys;
    chain.subtensor(validator, "set_weights", { netuid, dests: [0], weights: [1], version_key: 0n });
    chain.mineToEpoch();
    const grownBy = (): bigint => {
      const issued = () =>
        storage.SubnetAlphaOut.get(chain.ctx, netuid) - storage.SubnetProtocolAlpha.get(chain.ctx, netuid);
      const before = issued();
      chain.mineToEpoch();
      return issued() - before;
    };
    const owner = stakeOf(chain.ctx, hotkeys.owner, alice, netuid);
    const burning = grownBy();
    expect(storage.MinerBurned.get(chain.ctx, netuid)).toBe(1n << 32n);
    const cut = stakeOf(chain.ctx, hotkeys.owner, alice, netuid) - owner;
    // The cut of 20 blocks; no miner's pay comes on top.
    expect(Number(cut) / (20 * 179_995_422)).toBeCloseTo(1, 2);
    chain.admin("sudo_set_recycle_or_burn", { netuid, recycle_or_burn: { type: "Recycle" } });
    expect(Number(burning - grownBy()) / (20 * 410_002_288)).toBeCloseTo(1, 2);
  });

  it("goes to the hotkey that a miner's owner chose", () => {
    const chain = market();
    const [first, second] = hotkeys.miners;
    chain.subtensor(charlie, "set_coldkey_auto_stake_hotkey", { netuid, hotkey: second });
    chain.subtensor(hotkeys.validator, "set_weights", { netuid, dests: [2], weights: [1], version_key: 0n });
    chain.mineToEpoch();
    expect(stakeOf(chain.ctx, first, charlie, netuid)).toBe(0n);
    expect(stakeOf(chain.ctx, second, charlie, netuid)).toBeGreaterThan(20n * 400_000_000n);
  });

  it("takes the validator's part before its nominators get theirs", () => {
    const chain = market();
    const { validator } = hotkeys;
    const nominate = { hotkey: validator, netuid, amount_staked: 100_000_000_000n };
    chain.subtensor(charlie, "add_stake", nominate);
    chain.subtensor(validator, "set_weights", { netuid, dests: [2], weights: [1], version_key: 0n });
    const [own, other] = [stakeOf(chain.ctx, validator, bob, netuid), stakeOf(chain.ctx, validator, charlie, netuid)];
    chain.mineToEpoch();
    const ownGain = Number(stakeOf(chain.ctx, validator, bob, netuid) - own);
    const otherGain = Number(stakeOf(chain.ctx, validator, charlie, netuid) - other);
    // The take is staked first, and so has its own part of the dividend.
    const take = ((ownGain + otherGain) * 11_796) / 65_535;
    const dividend = ownGain + otherGain - take;
    const share = Number(other) / (Number(own) + Number(other) + take);
    expect(otherGain / (dividend * share)).toBeCloseTo(1, 6);
  });
});
