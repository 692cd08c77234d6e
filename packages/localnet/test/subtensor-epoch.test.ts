import { expect, it } from "vitest";
import { freeBalance } from "../src/pallets/balances/ledger.js";
import { storage as balances } from "../src/pallets/balances/storage.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { BURN_ACCOUNT, subnetAccount } from "../src/pallets/subtensor/tao/system-accounts.js";
import { alice, bob, charlie, hotkeys, market, netuid } from "./support/market.js";

const TEMPO = 20;

it("pays miners by weight and validators for weighing, once per tempo", () => {
  const chain = market({ tempo: TEMPO });
  const { validator, miners } = hotkeys;
  chain.subtensor(validator, "set_weights", { netuid, dests: [2, 3], weights: [65_535, 21_845], version_key: 0n });
  const before = storage.TotalHotkeyAlpha.get(chain.ctx, validator, netuid);
  chain.mineToEpoch();

  const incentive = storage.Incentive.get(chain.ctx, netuid);
  expect(incentive).toEqual([0, 0, 49_151, 16_383]);
  expect(storage.Dividends.get(chain.ctx, netuid)).toEqual([0, 65_535, 0, 0]);
  expect(storage.ValidatorPermit.get(chain.ctx, netuid)).toEqual([true, true, false, false]);
  const [first, second] = miners.map((miner) => storage.TotalHotkeyAlpha.get(chain.ctx, miner, netuid));
  expect(Number(first) / Number(second)).toBeCloseTo(3, 3);
  expect(storage.TotalHotkeyAlpha.get(chain.ctx, validator, netuid)).toBeGreaterThan(before);
  expect(storage.LastMechansimStepBlock.get(chain.ctx, netuid)).toBe(BigInt(chain.blockNumber));
});

it("follows the weights when a validator changes its mind", () => {
  const chain = market({ tempo: TEMPO });
  const { validator } = hotkeys;
  chain.subtensor(validator, "set_weights", { netuid, dests: [2], weights: [1], version_key: 0n });
  chain.mineToEpoch();
  expect(storage.Incentive.get(chain.ctx, netuid)).toEqual([0, 0, 65_535, 0]);
  chain.subtensor(validator, "set_weights", { netuid, dests: [3], weights: [1], version_key: 0n });
  chain.mineToEpoch();
  expect(storage.Incentive.get(chain.ctx, netuid)).toEqual([0, 0, 0, 65_535]);
});

it("counts every rao of TAO: balances, issuance, pools and their accounts stay in step", () => {
  const chain = market({ tempo: TEMPO });
  chain.subtensor(hotkeys.validator, "set_weights", { netuid, dests: [2, 3], weights: [1, 1], version_key: 0n });
  const offset = balances.TotalIssuance.get(chain.ctx) - storage.TotalIssuance.get(chain.ctx);
  const accounts = [alice, bob, charlie, chain.ctx.author, BURN_ACCOUNT, subnetAccount(0), subnetAccount(netuid)];
  const total = (): bigint => accounts.reduce((sum, who) => sum + freeBalance(chain.ctx, who), 0n);
  const others = balances.TotalIssuance.get(chain.ctx) - total();
  const issuance = balances.TotalIssuance.get(chain.ctx);
  chain.mineToEpoch();
  chain.mineToEpoch();
  expect(balances.TotalIssuance.get(chain.ctx)).toBeGreaterThan(issuance);
  expect(balances.TotalIssuance.get(chain.ctx) - storage.TotalIssuance.get(chain.ctx)).toBe(offset);
  expect(balances.TotalIssuance.get(chain.ctx) - total()).toBe(others);
  const pool = storage.SubnetTAO.get(chain.ctx, netuid);
  expect(freeBalance(chain.ctx, subnetAccount(netuid))).toBeGreaterThanOrEqual(pool);
});

it("pays out no more alpha than was put aside, and all of it but dust", () => {
  const chain = market({ tempo: TEMPO });
  const { owner, validator, miners } = hotkeys;
  chain.subtensor(validator, "set_weights", { netuid, dests: [2, 3], weights: [1, 1], version_key: 0n });
  const staked = (): bigint =>
    [owner, validator, ...miners].reduce(
      (sum, hotkey) => sum + storage.TotalHotkeyAlpha.get(chain.ctx, hotkey, netuid),
      0n,
    );
  const pending = (): bigint =>
    storage.PendingServerEmission.get(chain.ctx, netuid) +
    storage.PendingValidatorEmission.get(chain.ctx, netuid) +
    storage.PendingRootAlphaDivs.get(chain.ctx, netuid) +
    storage.PendingOwnerCut.get(chain.ctx, netuid);
  const unaccounted = (): bigint =>
    storage.SubnetAlphaOut.get(chain.ctx, netuid) -
    storage.SubnetProtocolAlpha.get(chain.ctx, netuid) -
    staked() -
    pending();
  chain.mineToEpoch();
  const before = unaccounted();
  chain.mineToEpoch();
  expect(pending()).toBe(0n);
  const dust = unaccounted() - before;
  expect(dust).toBeGreaterThanOrEqual(0n);
  expect(dust).toBeLessThan(100n);
});
