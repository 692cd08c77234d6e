import { describe, expect, it } from "vitest";
import { freeBalance } from "../src/pallets/balances/ledger.js";
import { storage } from "../src/pallets/crowdloan/declarations.js";
import { fundsAccount } from "../src/pallets/crowdloan/loans.js";
import { alice, bob, charlie } from "./support/market.js";
import { account, TestChain } from "./support/test-chain.js";

const TAO = 1_000_000_000n;
const target = account(40);
const terms = {
  deposit: 10n * TAO,
  min_contribution: TAO,
  cap: 100n * TAO,
  end: 60_000,
  call: undefined,
  target_address: target as typeof target | undefined,
};
const create = (chain: TestChain, over = {}) => chain.send(alice, "Crowdloan", "create", { ...terms, ...over });
const give = (chain: TestChain, who: typeof alice, amount: bigint) =>
  chain.send(who, "Crowdloan", "contribute", { crowdloan_id: 0, amount });
const id = { crowdloan_id: 0 };

describe("a crowdloan", () => {
  it("checks its terms", () => {
    const chain = new TestChain();
    expect(create(chain, { deposit: TAO })).toBe("DepositTooLow");
    expect(create(chain, { cap: 10n * TAO })).toBe("CapTooLow");
    expect(create(chain, { min_contribution: 1n })).toBe("MinimumContributionTooLow");
    expect(create(chain, { end: 0 })).toBe("CannotEndInPast");
    expect(create(chain, { end: 100 })).toBe("BlockDurationTooShort");
    expect(create(chain, { end: 500_000 })).toBe("BlockDurationTooLong");
    expect(create(chain, { target_address: undefined })).toBe("InvalidFinalizationConfig");
    expect(give(chain, bob, TAO)).toBe("InvalidCrowdloanId");
    expect(create(chain)).toBe("ok");
    expect(freeBalance(chain.ctx, fundsAccount(0))).toBe(10n * TAO);
  });

  it("takes no more than its cap, and pays the target", () => {
    const chain = new TestChain();
    create(chain);
    expect(give(chain, bob, TAO - 1n)).toBe("ContributionTooLow");
    expect(give(chain, bob, 30n * TAO)).toBe("ok");
    expect(chain.send(alice, "Crowdloan", "finalize", id)).toBe("CapNotRaised");
    expect(give(chain, charlie, 100n * TAO)).toBe("ok");
    expect(storage.Contributions.get(chain.ctx, 0, charlie)).toBe(60n * TAO);
    expect(give(chain, bob, TAO)).toBe("CapRaised");
    expect(chain.send(bob, "Crowdloan", "finalize", id)).toBe("InvalidOrigin");
    expect(chain.send(alice, "Crowdloan", "finalize", id)).toBe("ok");
    expect(freeBalance(chain.ctx, target)).toBe(100n * TAO);
    expect(chain.send(alice, "Crowdloan", "finalize", id)).toBe("AlreadyFinalized");
    expect(chain.send(bob, "Crowdloan", "withdraw", id)).toBe("AlreadyFinalized");
  });

  it("gives everything back", () => {
    const chain = new TestChain();
    const before = [alice, bob, charlie].map((who) => freeBalance(chain.ctx, who));
    create(chain);
    give(chain, bob, 5n * TAO);
    give(chain, charlie, 6n * TAO);
    expect(chain.send(alice, "Crowdloan", "withdraw", id)).toBe("DepositCannotBeWithdrawn");
    expect(chain.send(bob, "Crowdloan", "withdraw", id)).toBe("ok");
    expect(chain.send(bob, "Crowdloan", "withdraw", id)).toBe("NoContribution");
    expect(chain.send(alice, "Crowdloan", "dissolve", id)).toBe("NotReadyToDissolve");
    expect(chain.send(alice, "Crowdloan", "refund", id)).toBe("ok");
    expect(chain.send(alice, "Crowdloan", "dissolve", id)).toBe("ok");
    expect([alice, bob, charlie].map((who) => freeBalance(chain.ctx, who))).toEqual(before);
    expect(storage.Crowdloans.has(chain.ctx, 0)).toBe(false);
  });

  it("is changed by its creator", () => {
    const chain = new TestChain();
    create(chain);
    const set = (call: string, value: object, who = alice) => chain.send(who, "Crowdloan", call, { ...id, ...value });
    expect(set("update_cap", { new_cap: 200n * TAO }, bob)).toBe("InvalidOrigin");
    expect(set("update_cap", { new_cap: TAO })).toBe("CapTooLow");
    expect(set("update_cap", { new_cap: 200n * TAO })).toBe("ok");
    expect(set("set_max_contribution", { new_max_contribution: 1n })).toBe("MaximumContributionTooLow");
    expect(set("set_max_contribution", { new_max_contribution: 2n * TAO })).toBe("ok");
    expect(set("update_min_contribution", { new_min_contribution: 3n * TAO })).toBe("MinimumContributionTooHigh");
    expect(set("update_end", { new_end: 70_000 })).toBe("ok");
    expect(give(chain, bob, 5n * TAO)).toBe("ok");
    expect(storage.Contributions.get(chain.ctx, 0, bob)).toBe(2n * TAO);
    expect(give(chain, bob, TAO)).toBe("MaxContributionReached");
  });

  it("makes its creator's call in the end", () => {
    const chain = new TestChain();
    const call = { type: "System", value: { type: "remark", value: { remark: Uint8Array.of(1) } } };
    expect(create(chain, { target_address: undefined, call })).toBe("ok");
    give(chain, bob, 90n * TAO);
    expect(chain.send(alice, "Crowdloan", "finalize", id)).toBe("ok");
    expect(storage.CurrentCrowdloanId.get(chain.ctx)).toBeUndefined();
  });
});
