import { blake2b } from "@noble/hashes/blake2.js";
import { toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { devAccountId } from "../src/dev-accounts.js";
import type { RuntimeCall } from "../src/frame/index.js";
import { balanceOf, freeBalance } from "../src/pallets/balances/ledger.js";
import { includesRights, proxyAllows } from "../src/pallets/proxy/allows.js";
import { storage } from "../src/pallets/proxy/declarations.js";
import { pureAccount } from "../src/pallets/proxy/rights.js";
import { account, TestChain } from "./support/test-chain.js";

const [alice, bob, charlie] = ["//Alice", "//Bob", "//Charlie"].map((uri) => devAccountId(uri)) as [
  ReturnType<typeof devAccountId>,
  ReturnType<typeof devAccountId>,
  ReturnType<typeof devAccountId>,
];
const id = (value: string) => ({ type: "Id", value });
const make = (type: string, call: string, value: Record<string, unknown>): RuntimeCall => ({
  type,
  value: { type: call, value },
});
const pay = (value: bigint): RuntimeCall => make("Balances", "transfer_keep_alive", { dest: id(account(9)), value });
const right = (type: string, delegate = bob, delay = 0) => ({
  delegate: id(delegate),
  proxy_type: { type },
  delay,
});
const act = (call: RuntimeCall, real = alice) => ({ real: id(real), force_proxy_type: undefined, call });
const resultOf = (chain: TestChain) => storage.LastCallResult.get(chain.ctx, alice)?.type;

describe("proxies", () => {
  it("reserves 0.06 and 0.033 TAO for each, sorts them, and gives all back", () => {
    const chain = new TestChain();
    chain.must(alice, "Proxy", "add_proxy", right("Transfer", charlie));
    chain.must(alice, "Proxy", "add_proxy", right("Any"));
    const [proxies, deposit] = storage.Proxies.get(chain.ctx, alice);
    expect(deposit).toBe(126_000_000n);
    expect(balanceOf(chain.ctx, alice).reserved).toBe(126_000_000n);
    expect(proxies.map(({ delegate }) => delegate)).toEqual([bob, charlie].sort());
    expect(chain.send(alice, "Proxy", "add_proxy", right("Any"))).toBe("Duplicate");
    expect(chain.send(alice, "Proxy", "add_proxy", right("Any", alice))).toBe("NoSelfProxy");
    expect(chain.send(alice, "Proxy", "remove_proxy", right("Staking"))).toBe("NotFound");
    chain.must(alice, "Proxy", "remove_proxy", right("Any"));
    expect(balanceOf(chain.ctx, alice).reserved).toBe(93_000_000n);
    chain.must(alice, "Proxy", "remove_proxies", {});
    expect(balanceOf(chain.ctx, alice).reserved).toBe(0n);
  });

  it("acts within its type only, also through batches", () => {
    const chain = new TestChain();
    chain.must(alice, "Proxy", "add_proxy", right("SmallTransfer"));
    chain.must(bob, "Proxy", "proxy", act(pay(499_999_999n)));
    expect(resultOf(chain)).toBe("Ok");
    expect(freeBalance(chain.ctx, account(9))).toBe(499_999_999n);
    chain.must(bob, "Proxy", "proxy", act(pay(500_000_000n)));
    expect(resultOf(chain)).toBe("Err");
    chain.must(alice, "Proxy", "add_proxy", right("NonTransfer", charlie));
    chain.must(charlie, "Proxy", "proxy", act(make("Utility", "batch_all", { calls: [pay(1n)] })));
    expect(resultOf(chain)).toBe("Err");
    chain.must(charlie, "Proxy", "proxy", act(make("System", "remark", { remark: new Uint8Array() })));
    expect(resultOf(chain)).toBe("Ok");
    expect(chain.send(charlie, "Proxy", "proxy", act(pay(1n), bob))).toBe("NotProxy");
    const forced = { ...act(pay(1n)), force_proxy_type: { type: "Any" } };
    expect(chain.send(bob, "Proxy", "proxy", forced)).toBe("NotProxy");
  });

  it("gives away no more than it has", () => {
    const chain = new TestChain();
    chain.must(alice, "Proxy", "add_proxy", right("NonTransfer"));
    chain.must(bob, "Proxy", "proxy", act(make("Proxy", "add_proxy", right("Transfer", charlie))));
    expect(resultOf(chain)).toBe("Err");
    chain.must(bob, "Proxy", "proxy", act(make("Proxy", "remove_proxies", {})));
    expect(resultOf(chain)).toBe("Err");
    chain.must(bob, "Proxy", "proxy", act(make("Proxy", "add_proxy", right("Staking", charlie))));
    expect(resultOf(chain)).toBe("Ok");
    expect(includesRights("Transfer", "SmallTransfer")).toBe(true);
    expect(includesRights("SmallTransfer", "Transfer")).toBe(false);
  });

  it("waits out the delay of what was announced", () => {
    const chain = new TestChain();
    chain.must(alice, "Proxy", "add_proxy", right("Any", bob, 3));
    expect(chain.send(bob, "Proxy", "proxy", act(pay(1_000n)))).toBe("Unannounced");
    const call_hash = toHex(blake2b(chain.runtime.call.encode(pay(1_000n)), { dkLen: 32 }));
    expect(chain.send(charlie, "Proxy", "announce", { real: id(alice), call_hash })).toBe("NotProxy");
    chain.must(bob, "Proxy", "announce", { real: id(alice), call_hash });
    expect(balanceOf(chain.ctx, bob).reserved).toBe(104_000_000n);
    const announced = { delegate: id(bob), ...act(pay(1_000n)) };
    expect(chain.send(charlie, "Proxy", "proxy_announced", announced)).toBe("Unannounced");
    chain.mine(3);
    chain.must(charlie, "Proxy", "proxy_announced", announced);
    expect(resultOf(chain)).toBe("Ok");
    expect(balanceOf(chain.ctx, bob).reserved).toBe(0n);
    chain.must(bob, "Proxy", "announce", { real: id(alice), call_hash });
    chain.must(alice, "Proxy", "reject_announcement", { delegate: id(bob), call_hash });
    expect(chain.send(bob, "Proxy", "remove_announcement", { real: id(alice), call_hash })).toBe("NotFound");
  });

  it("makes and gives up accounts without keys", () => {
    const chain = new TestChain();
    const proxy_type = { type: "Any" } as const;
    chain.must(alice, "Proxy", "create_pure", { proxy_type, delay: 0, index: 7 });
    const height = chain.blockNumber;
    const pure = pureAccount({ spawner: alice, type: proxy_type, index: 7, height, extrinsicIndex: 0 });
    expect(storage.Proxies.get(chain.ctx, pure)[0]).toEqual([{ delegate: alice, proxy_type, delay: 0 }]);
    const origin = { spawner: id(alice), proxy_type, index: 7, height, ext_index: 0 };
    expect(chain.send(alice, "Proxy", "kill_pure", origin)).toBe("NoPermission");
    chain.must(alice, "Proxy", "proxy", act(make("Proxy", "kill_pure", origin), pure));
    expect(storage.Proxies.has(chain.ctx, pure)).toBe(false);
    expect(balanceOf(chain.ctx, alice).reserved).toBe(0n);
  });

  it.each([
    ["Owner", "AdminUtils.sudo_set_tempo", true],
    ["Owner", "AdminUtils.sudo_set_sn_owner_hotkey", false],
    ["Owner", "SubtensorModule.add_stake", false],
    ["NonCritical", "Sudo.sudo", false],
    ["NonCritical", "SubtensorModule.burned_register", false],
    ["NonFungible", "SubtensorModule.swap_hotkey_v2", false],
    ["NonFungible", "SubtensorModule.set_weights", true],
    ["Senate", "System.remark", false],
    ["Staking", "SubtensorModule.unstake_all", true],
    ["Staking", "SubtensorModule.transfer_stake", false],
    ["Registration", "SubtensorModule.register_limit", true],
    ["ChildKeys", "SubtensorModule.set_childkey_take", true],
    ["SwapHotkey", "SubtensorModule.swap_hotkey", true],
    ["RootClaim", "SubtensorModule.claim_root", true],
    ["SubnetLeaseBeneficiary", "SubtensorModule.start_call", true],
    ["SubnetLeaseBeneficiary", "AdminUtils.sudo_set_tempo", false],
  ] as const)("%s on %s: %s", (type, name, allowed) => {
    const [pallet = "", call = ""] = name.split(".");
    expect(proxyAllows(type, make(pallet, call, {}))).toBe(allowed);
  });
});

describe("the filters as clients read them", () => {
  const text = (value: Uint8Array) => new TextDecoder().decode(value);
  type Rule = { call_name?: Uint8Array; call_index?: number; condition?: unknown };
  type Filter = { name: Uint8Array; filter_mode: { type: string }; calls: Rule[]; exceptions: Rule[] };
  const filter = (index: number) =>
    (new TestChain().api("ProxyFilterRuntimeApi_get_proxy_filter", { proxy_type: index }) as Filter[])[0];

  it("have numbers, conditions and exceptions", () => {
    const types = new TestChain().api("ProxyFilterRuntimeApi_get_proxy_types") as { name: Uint8Array }[];
    expect(types).toHaveLength(18);
    expect(types.map(({ name }) => text(name)).slice(0, 2)).toEqual(["Any", "Owner"]);
    expect(filter(0)?.filter_mode.type).toBe("AllowAll");
    const owner = filter(1);
    expect(owner?.exceptions.map(({ call_index }) => call_index)).toContain(67);
    const [small] = filter(11)?.calls ?? [];
    expect(small?.call_index).toBe(3);
    expect(small?.condition).toEqual({
      type: "ParamLessThan",
      value: { param_name: new TextEncoder().encode("value"), limit: 500_000_000n },
    });
  });
});

describe("multisig", () => {
  const maxWeight = { ref_time: 0n, proof_size: 0n };
  const others = (who: string) => [alice, bob, charlie].filter((member) => member !== who).sort();

  it("runs a call once two of three have approved it", () => {
    const chain = new TestChain();
    const call = make("System", "remark_with_event", { remark: Uint8Array.of(1) });
    const begin = { threshold: 2, other_signatories: others(alice), maybe_timepoint: undefined, max_weight: maxWeight };
    chain.must(alice, "Multisig", "as_multi", { ...begin, call });
    expect(balanceOf(chain.ctx, alice).reserved).toBe(196_000_000n);
    const next = { ...begin, other_signatories: others(bob), call };
    expect(chain.send(bob, "Multisig", "as_multi", next)).toBe("NoTimepoint");
    const since = { height: chain.blockNumber, index: 0 };
    const late = { ...next, maybe_timepoint: { ...since, index: 1 } };
    expect(chain.send(bob, "Multisig", "as_multi", late)).toBe("WrongTimepoint");
    expect(chain.send(alice, "Multisig", "as_multi", { ...begin, call, maybe_timepoint: since })).toBe(
      "AlreadyApproved",
    );
    chain.must(bob, "Multisig", "as_multi", { ...next, maybe_timepoint: since });
    expect(balanceOf(chain.ctx, alice).reserved).toBe(0n);
    const again = { ...next, maybe_timepoint: since };
    expect(chain.send(bob, "Multisig", "as_multi", again)).toBe("UnexpectedTimepoint");
  });

  it("is cancelled by who began it, and asks for sorted others", () => {
    const chain = new TestChain();
    const call_hash = new Uint8Array(32).fill(5);
    const begin = { threshold: 2, other_signatories: others(alice), call_hash };
    const approve = { ...begin, maybe_timepoint: undefined, max_weight: maxWeight };
    const unsorted = { ...approve, other_signatories: others(alice).reverse() };
    expect(chain.send(alice, "Multisig", "approve_as_multi", unsorted)).toBe("SignatoriesOutOfOrder");
    const withSigner = { ...approve, other_signatories: [alice] };
    expect(chain.send(alice, "Multisig", "approve_as_multi", withSigner)).toBe("SenderInSignatories");
    expect(chain.send(alice, "Multisig", "approve_as_multi", { ...approve, threshold: 1 })).toBe("MinimumThreshold");
    chain.must(alice, "Multisig", "approve_as_multi", approve);
    const timepoint = { height: chain.blockNumber, index: 0 };
    const byBob = { ...begin, other_signatories: others(bob), timepoint };
    expect(chain.send(bob, "Multisig", "cancel_as_multi", byBob)).toBe("NotOwner");
    chain.must(alice, "Multisig", "cancel_as_multi", { ...begin, timepoint });
    expect(balanceOf(chain.ctx, alice).reserved).toBe(0n);
  });
});
