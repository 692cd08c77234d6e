import { describe, expect, it } from "vitest";
import type { RuntimeCall } from "../src/frame/index.js";
import { freeBalance } from "../src/pallets/balances/ledger.js";
import { storage as proxies } from "../src/pallets/proxy/declarations.js";
import { distributeLeaseDividends } from "../src/pallets/subtensor/leases/distribute.js";
import { increaseStake, stakeOf } from "../src/pallets/subtensor/staking/shares.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { alice, bob, charlie } from "./support/market.js";
import { account, TestChain } from "./support/test-chain.js";

const TAO = 1_000_000_000n;
const netuid = 2;
const loan = { crowdloan_id: 0 };

/** Bob raises 1,100 TAO, of which Charlie gives 550; the subnet costs 1,000. */
function leased(end_block: number | undefined = 1_000): TestChain {
  const chain = new TestChain();
  const call: RuntimeCall = {
    type: "SubtensorModule",
    value: { type: "register_leased_network", value: { emissions_share: 30, end_block } },
  };
  const terms = { deposit: 100n * TAO, min_contribution: TAO, cap: 1_100n * TAO, end: 60_000, call };
  chain.must(bob, "Crowdloan", "create", { ...terms, target_address: undefined });
  chain.must(charlie, "Crowdloan", "contribute", { ...loan, amount: 550n * TAO });
  chain.must(alice, "Crowdloan", "contribute", { ...loan, amount: 450n * TAO });
  chain.must(bob, "Crowdloan", "finalize", loan);
  return chain;
}
const leaseOf = (chain: TestChain) => storage.SubnetLeases.get(chain.ctx, 0) ?? expect.fail("no lease");

describe("a leased subnet", () => {
  it("is paid by a crowdloan and run by its creator through a proxy", () => {
    const chain = leased();
    const { beneficiary, coldkey, hotkey, cost } = leaseOf(chain);
    expect(beneficiary).toBe(bob);
    expect(storage.SubnetOwner.get(chain.ctx, netuid)).toBe(coldkey);
    expect(storage.SubnetOwnerHotkey.get(chain.ctx, netuid)).toBe(hotkey);
    expect(storage.Delegates.get(chain.ctx, hotkey)).toBe(0);
    expect(cost).toBe(1_000n * TAO + 93_000_000n);
    expect(storage.SubnetLeaseShares.get(chain.ctx, 0, charlie)).toBe(1n << 63n);
    // Half of what was left went back to Charlie.
    expect(freeBalance(chain.ctx, charlie)).toBe(1_000_000n * TAO - 550n * TAO + (1_100n * TAO - cost) / 2n);
    const start = { type: "SubtensorModule", value: { type: "start_call", value: { netuid } } };
    const acting = { real: { type: "Id", value: coldkey }, force_proxy_type: undefined, call: start };
    chain.must(bob, "Proxy", "proxy", acting);
    expect(proxies.LastCallResult.get(chain.ctx, coldkey)?.type).toBe("Ok");
    expect(storage.SubtokenEnabled.get(chain.ctx, netuid)).toBe(true);
  });

  it("shares a part of the owner's cut with the contributors every hundred blocks", () => {
    const chain = leased();
    const { coldkey, hotkey } = leaseOf(chain);
    storage.SubtokenEnabled.put(chain.ctx, netuid, true);
    const cut = 100n * TAO;
    increaseStake(chain.ctx, hotkey, coldkey, netuid, 2n * cut);
    distributeLeaseDividends(chain.ctx, netuid, cut);
    expect(storage.AccumulatedLeaseDividends.get(chain.ctx, 0)).toBe(30n * TAO);
    chain.mineTo(100);
    distributeLeaseDividends(chain.ctx, netuid, cut);
    expect(storage.AccumulatedLeaseDividends.get(chain.ctx, 0)).toBe(0n);
    const got = stakeOf(chain.ctx, hotkey, charlie, netuid);
    expect(got).toBeGreaterThanOrEqual(30n * TAO - 2n);
    expect(got).toBeLessThanOrEqual(30n * TAO + 2n);
    expect(stakeOf(chain.ctx, hotkey, bob, netuid)).toBeGreaterThan(5n * TAO);
  });

  it("becomes the beneficiary's when the lease has ended", () => {
    const chain = leased(50);
    const own = account(61);
    const terminate = (who = bob) =>
      chain.send(who, "SubtensorModule", "terminate_lease", { lease_id: 0, hotkey: own });
    expect(chain.send(bob, "SubtensorModule", "terminate_lease", { lease_id: 1, hotkey: own })).toBe(
      "LeaseDoesNotExist",
    );
    expect(terminate(charlie)).toBe("ExpectedBeneficiaryOrigin");
    expect(terminate()).toBe("LeaseHasNotEnded");
    chain.mineTo(50);
    expect(terminate()).toBe("BeneficiaryDoesNotOwnHotkey");
    chain.subtensor(bob, "try_associate_hotkey", { hotkey: own });
    expect(terminate()).toBe("ok");
    expect(storage.SubnetOwner.get(chain.ctx, netuid)).toBe(bob);
    expect(storage.SubnetOwnerHotkey.get(chain.ctx, netuid)).toBe(own);
    expect(storage.SubnetLeases.has(chain.ctx, 0)).toBe(false);
  });

  it("is made by a crowdloan only", () => {
    const chain = new TestChain();
    const terms = { emissions_share: 30, end_block: undefined };
    expect(chain.send(bob, "SubtensorModule", "register_leased_network", terms)).toBe("InvalidCrowdloanId");
  });
});
