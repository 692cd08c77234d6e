import { describe, expect, it } from "vitest";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { alice, bob, charlie, hotkeys, market, netuid } from "./support/market.js";
import { account } from "./support/test-chain.js";

const { validator: hotkey } = hotkeys;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("the take of a delegate", () => {
  it("may fall at any time and rise only so often, within its bounds", () => {
    const chain = market();
    const set = (call: string, take: number, who = bob) => chain.send(who, "SubtensorModule", call, { hotkey, take });
    expect(set("increase_take", 11_797)).toBe("DelegateTakeTooHigh");
    expect(set("increase_take", 11_796)).toBe("DelegateTakeTooLow");
    expect(set("decrease_take", 11_796)).toBe("DelegateTakeTooLow");
    expect(set("decrease_take", 5000, charlie)).toBe("NonAssociatedColdKey");
    expect(chain.validate(charlie, "decrease_take", { hotkey, take: 5000 })).toBe(25);
    expect(chain.validate(bob, "increase_take", { hotkey, take: 11_797 })).toBe(27);
    expect(chain.validate(bob, "increase_take", { hotkey: account(77), take: 1 })).toBe(4);
    expect(set("decrease_take", 5000)).toBe("ok");
    expect(set("decrease_take", 4000)).toBe("ok");
    expect(storage.Delegates.get(chain.ctx, hotkey)).toBe(4000);
    expect(set("increase_take", 4500)).toBe("DelegateTxRateLimitExceeded");
    chain.admin("sudo_set_tx_delegate_take_rate_limit", { tx_rate_limit: 2n });
    chain.mine(2);
    expect(set("increase_take", 4500)).toBe("DelegateTxRateLimitExceeded");
    chain.mine();
    expect(set("increase_take", 4500)).toBe("ok");
  });

  it("of child keys stays within the subnet's bounds too", () => {
    const chain = market();
    const set = (take: number) => chain.send(bob, "SubtensorModule", "set_childkey_take", { hotkey, netuid, take });
    chain.admin("sudo_set_min_childkey_take_per_subnet", { netuid, take: 100 });
    expect(set(99)).toBe("InvalidChildkeyTake");
    expect(set(11_797)).toBe("InvalidChildkeyTake");
    expect(set(200)).toBe("ok");
    expect(set(201)).toBe("TxChildkeyTakeRateLimitExceeded");
    expect(set(150)).toBe("ok");
  });
});

describe("names", () => {
  const identity = { github_repo: "", subnet_contact: "", subnet_url: "", discord: "", description: "", logo_url: "" };
  const fields = Object.fromEntries(Object.entries(identity).map(([name, text]) => [name, utf8(text)]));
  const named = (name: string) => ({ netuid, ...fields, additional: utf8(""), subnet_name: utf8(name) });

  it("of a subnet are its owner's to set, and show in every answer", () => {
    const chain = market();
    const set = (name: string, who = alice) => chain.send(who, "SubtensorModule", "set_subnet_identity", named(name));
    expect(set("mine", bob)).toBe("NotSubnetOwner");
    expect(set("n".repeat(257))).toBe("InvalidIdentity");
    expect(set("taostack")).toBe("ok");
    const info = chain.api("SubnetInfoRuntimeApi_get_dynamic_info", { netuid }) as { subnet_name: number[] };
    expect(new TextDecoder().decode(Uint8Array.from(info.subnet_name))).toBe("taostack");
  });

  it("of a token come from the chain's list, each for one subnet", () => {
    const chain = market();
    const set = (symbol: string) =>
      chain.send(alice, "SubtensorModule", "update_symbol", { netuid, symbol: utf8(symbol) });
    expect(set("☂")).toBe("SymbolDoesNotExist");
    expect(set("α")).toBe("SymbolAlreadyInUse");
    expect(set("ω")).toBe("ok");
  });
});

describe("the limit on subnets", () => {
  it("makes the cheapest one that is past immunity give way", () => {
    const chain = market();
    chain.admin("sudo_set_network_rate_limit", { rate_limit: 0n });
    chain.admin("sudo_set_subnet_limit", { max_subnets: 2 });
    const register = () => chain.send(bob, "SubtensorModule", "register_network", { hotkey: account(40) });
    expect(register()).toBe("SubnetLimitReached");
    chain.admin("sudo_set_network_immunity_period", { immunity_period: 0n });
    expect(chain.api("SubnetInfoRuntimeApi_get_subnet_to_prune")).toBe(1);
    expect(register()).toBe("ok");
    expect(storage.SubnetOwner.get(chain.ctx, 1)).toBe(bob);
    expect(storage.Uids.get(chain.ctx, 1, account(40))).toBe(0);
    expect(storage.SubnetworkN.get(chain.ctx, 1)).toBe(1);
    expect(storage.TotalNetworks.get(chain.ctx)).toBe(3);
    chain.mine(2);
  });
});

describe("mechanisms", () => {
  it("split the emission, and their weights are apart", () => {
    const chain = market();
    storage.MaxAllowedUids.put(chain.ctx, netuid, 64);
    chain.admin("sudo_set_mechanism_count", { netuid, mechanism_count: 2 });
    chain.admin("sudo_set_mechanism_emission_split", { netuid, maybe_split: [65_535 - 16_384, 16_384] });
    const vector = { netuid, weights: [1], version_key: 0n };
    chain.subtensor(hotkey, "set_weights", { ...vector, dests: [2] });
    chain.subtensor(hotkey, "set_mechanism_weights", { ...vector, mecid: 1, dests: [3] });
    const unknown = { ...vector, mecid: 2, dests: [3] };
    expect(chain.send(hotkey, "SubtensorModule", "set_mechanism_weights", unknown)).toBe("MechanismDoesNotExist");
    chain.mineToEpoch();
    expect(storage.Incentive.get(chain.ctx, netuid)).toEqual([0, 0, 65_535, 0]);
    expect(storage.Incentive.get(chain.ctx, netuid + 4096)).toEqual([0, 0, 0, 65_535]);
    const [first, second] = hotkeys.miners.map((miner) => storage.TotalHotkeyAlpha.get(chain.ctx, miner, netuid));
    expect(Number(second) / (Number(first) + Number(second))).toBeCloseTo(0.25, 3);
    const shown = chain.api("SubnetInfoRuntimeApi_get_mechagraph", { netuid, mecid: 1 });
    expect(shown).toMatchObject({ netuid: netuid + 4096, incentives: [0, 0, 0, 65_535] });
  });
});
