import { decodeAddress, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { freeBalance } from "../src/pallets/balances/ledger.js";
import { storage as balances } from "../src/pallets/balances/storage.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { BURN_ACCOUNT, subnetAccount } from "../src/pallets/subtensor/tao/system-accounts.js";
import { alice, bob, charlie, hotkeys, Market, market, netuid } from "./support/market.js";
import { account } from "./support/test-chain.js";

const TAO = 1_000_000_000n;
const id = (address: string): string => toHex(decodeAddress(address));

it("derives the chain's own accounts", () => {
  expect(BURN_ACCOUNT).toBe(id("5EYCAe5fvqwE4eNE7ddxEfasPGZe11e6SWKvos7FUXP2LUrp"));
  expect(subnetAccount(0)).toBe(id("5EYCAe5jLQhn6ofDSvqF6iY53erXNkwhyE1aCEgvi1NNs91F"));
  expect(subnetAccount(1)).toBe(id("5EYCAe5jLQhn6ofDSvqWqk5fA9XiqK3ahtx5kBNmAqF78mqL"));
});

describe("creating a subnet", () => {
  it("turns the lock cost into the pool, at the median price, and registers the owner's hotkey as uid 0", () => {
    const chain = new Market();
    expect(chain.api("SubnetRegistrationRuntimeApi_get_network_registration_cost")).toBe(1000n * TAO);
    const before = freeBalance(chain.ctx, alice);
    chain.createSubnet();
    expect(freeBalance(chain.ctx, alice)).toBe(before - 1000n * TAO);
    expect(freeBalance(chain.ctx, subnetAccount(netuid))).toBe(1000n * TAO);
    expect(storage.SubnetTAO.get(chain.ctx, netuid)).toBe(1000n * TAO);
    // Subnet 1 of genesis has 10 TAO for 10 alpha, so the median price is 1.
    expect(storage.SubnetAlphaIn.get(chain.ctx, netuid)).toBe(1000n * TAO);
    expect(storage.Uids.get(chain.ctx, netuid, hotkeys.owner)).toBe(0);
    expect(storage.Owner.get(chain.ctx, hotkeys.owner)).toBe(alice);
    expect(storage.TotalNetworks.get(chain.ctx)).toBe(3);
    expect(storage.Tempo.get(chain.ctx, netuid)).toBe(360);
    expect(storage.Yuma3On.get(chain.ctx, netuid)).toBe(true);
    expect(storage.SubnetEmissionEnabled.get(chain.ctx, netuid)).toBe(false);
    expect(chain.api("SubnetRegistrationRuntimeApi_get_network_registration_cost")).toBe(2000n * TAO);
    chain.mine();
    expect(chain.api("SubnetRegistrationRuntimeApi_get_network_registration_cost")).toBe(1_999_990_079_366n);
  });

  it("is limited, chain-wide, and refused to others' hotkeys and to the poor", () => {
    const chain = new Market();
    chain.createSubnet();
    chain.mine();
    const again = { hotkey: account(8) };
    expect(chain.validate(bob, "register_network", again)).toBe(6);
    expect(chain.send(bob, "SubtensorModule", "register_network", again)).toBe("NetworkTxRateLimitExceeded");
    chain.admin("sudo_set_network_rate_limit", { rate_limit: 0n });
    expect(chain.send(bob, "SubtensorModule", "register_network", { hotkey: hotkeys.owner })).toBe(
      "NonAssociatedColdKey",
    );
    expect(chain.send(account(50), "SubtensorModule", "register_network", again)).toBe("CannotAffordLockCost");
    expect(chain.send(bob, "SubtensorModule", "register_network", { hotkey: subnetAccount(1) })).toBe(
      "CannotUseSystemAccount",
    );
    chain.subtensor(bob, "register_network", again);
    expect(storage.SubnetOwner.get(chain.ctx, 3)).toBe(bob);
  });

  it("starts it once, by its owner", () => {
    const chain = new Market();
    chain.createSubnet();
    expect(chain.send(bob, "SubtensorModule", "start_call", { netuid })).toBe("BadOrigin");
    expect(chain.send(alice, "SubtensorModule", "start_call", { netuid: 77 })).toBe("SubnetNotExists");
    chain.subtensor(alice, "start_call", { netuid });
    expect(storage.FirstEmissionBlockNumber.get(chain.ctx, netuid)).toBe(BigInt(chain.blockNumber + 1));
    expect(chain.send(alice, "SubtensorModule", "start_call", { netuid })).toBe("FirstEmissionBlockNumberAlreadySet");
  });

  it("dissolves it: the pool's TAO goes to stakers in proportion, the rest of the account is recycled", () => {
    const chain = market();
    const issuance = balances.TotalIssuance.get(chain.ctx);
    const holders = [alice, bob, charlie];
    const total = (): bigint => holders.reduce((sum, who) => sum + freeBalance(chain.ctx, who), 0n);
    const before = total();
    const held = freeBalance(chain.ctx, subnetAccount(netuid));
    chain.subtensor("root", "root_dissolve_network", { netuid });
    expect(storage.NetworksAdded.get(chain.ctx, netuid)).toBe(false);
    const paid = total() - before;
    expect(paid).toBeGreaterThan(0n);
    // Nobody else has alpha but the pool, which is not paid for it; the account keeps the existential deposit.
    expect(issuance - balances.TotalIssuance.get(chain.ctx)).toBe(held - paid - 500n);
    expect(chain.api("StakeInfoRuntimeApi_get_stake_info_for_coldkey", { coldkey_account: bob })).toEqual([]);
    chain.mine(3);
  });
});

describe("registering a neuron", () => {
  const register = (chain: Market, hotkey: string, coldkey = bob): string =>
    chain.send(coldkey, "SubtensorModule", "burned_register", { netuid, hotkey });

  it("burns the price into the pool and recycles the alpha", () => {
    const chain = new Market();
    chain.createSubnet();
    const alphaIn = storage.SubnetAlphaIn.get(chain.ctx, netuid);
    expect(register(chain, account(5))).toBe("ok");
    expect(storage.SubnetTAO.get(chain.ctx, netuid)).toBe(1000n * TAO + 999_496_453n);
    expect(alphaIn - storage.SubnetAlphaIn.get(chain.ctx, netuid)).toBe(998_498_457n);
    expect(storage.SubnetAlphaOut.get(chain.ctx, netuid)).toBe(0n);
    expect(storage.Uids.get(chain.ctx, netuid, account(5))).toBe(1);
  });

  it("raises the price with each registration and lets it fall with each block", () => {
    const chain = new Market();
    chain.createSubnet();
    for (let seed = 5; seed < 9; seed += 1) register(chain, account(seed));
    expect(Number(storage.Burn.get(chain.ctx, netuid))).toBeCloseTo(2_520_473_760, -1);
    const price = storage.Burn.get(chain.ctx, netuid);
    chain.mine();
    expect(storage.Burn.get(chain.ctx, netuid)).toBe((price * 4_286_705_684n) >> 32n);
  });

  it("is refused with the chain's errors", () => {
    const chain = new Market();
    chain.createSubnet();
    const send = (call: string, args: object, coldkey = bob) =>
      chain.send(coldkey, "SubtensorModule", call, args as Record<string, unknown>);
    const hotkey = account(5);
    expect(send("burned_register", { netuid: 0, hotkey })).toBe("RegistrationNotPermittedOnRootSubnet");
    expect(send("burned_register", { netuid: 77, hotkey })).toBe("SubnetNotExists");
    expect(send("register_limit", { netuid, hotkey, limit_price: 1n })).toBe("RegistrationPriceLimitExceeded");
    expect(send("burned_register", { netuid, hotkey }, account(60))).toBe("NotEnoughBalanceToStake");
    expect(register(chain, hotkey)).toBe("ok");
    expect(register(chain, hotkey)).toBe("HotKeyAlreadyRegisteredInSubNet");
    expect(register(chain, hotkeys.owner)).toBe("HotKeyAlreadyRegisteredInSubNet");
    chain.admin("sudo_set_network_registration_allowed", { netuid, registration_allowed: false });
    expect(register(chain, account(6))).toBe("SubNetRegistrationDisabled");
  });

  it("replaces the weakest neuron of a full subnet and forgets what it had", () => {
    const chain = market();
    const { validator, miners } = hotkeys;
    chain.subtensor(validator, "set_weights", { netuid, dests: [2, 3], weights: [1, 3], version_key: 0n });
    const ip = 3_232_235_786n;
    const axon = { version: 1, ip, port: 1, ip_type: 4, protocol: 0, placeholder1: 0, placeholder2: 0 };
    chain.subtensor(miners[0], "serve_axon", { netuid, ...axon });
    chain.mineToEpoch();
    storage.MaxAllowedUids.put(chain.ctx, netuid, 4);
    chain.admin("sudo_set_min_non_immune_uids", { netuid, min: 0 });
    chain.admin("sudo_set_immunity_period", { netuid, immunity_period: 0 });
    expect(register(chain, account(9), charlie)).toBe("ok");
    expect(storage.Keys.get(chain.ctx, netuid, 2)).toBe(account(9));
    expect(storage.Uids.has(chain.ctx, netuid, miners[0])).toBe(false);
    expect(storage.Axons.has(chain.ctx, netuid, miners[0])).toBe(false);
    expect(storage.Incentive.get(chain.ctx, netuid)[2]).toBe(0);
    expect(storage.Weights.get(chain.ctx, netuid, 1)).toEqual([
      [2, 0],
      [3, 65_535],
    ]);
    expect(storage.LastUpdate.get(chain.ctx, netuid)[2]).toBe(BigInt(chain.blockNumber));
    expect(storage.SubnetworkN.get(chain.ctx, netuid)).toBe(4);
  });
});

describe("serving an axon", () => {
  const axon = {
    version: 1,
    ip: 3_232_235_786n,
    port: 8091,
    ip_type: 4,
    protocol: 4,
    placeholder1: 0,
    placeholder2: 0,
  };
  const chain = market();
  const [miner] = hotkeys.miners;
  const serve = (change: object, hotkey: `0x${string}` = miner) => {
    const args = { netuid, ...axon, ...change };
    return [chain.validate(hotkey, "serve_axon", args), chain.send(hotkey, "SubtensorModule", "serve_axon", args)];
  };

  it("is refused, before the pool takes it and in dispatch", () => {
    expect(serve({}, account(70))).toEqual([10, "HotKeyNotRegisteredInNetwork"]);
    expect(serve({ ip_type: 5 })).toEqual([255, "InvalidIpType"]);
    expect(serve({ ip: 0x7f000001n })).toEqual([11, "InvalidIpAddress"]);
    expect(serve({ ip: 0xffffffffn })).toEqual([11, "InvalidIpAddress"]);
    expect(serve({ ip: 1n, ip_type: 6 })).toEqual([11, "InvalidIpAddress"]);
    expect(serve({ port: 0 })).toEqual([13, "InvalidPort"]);
  });

  it("accepts 127.0.0.2 and 0.0.0.0, and then only after the rate limit", () => {
    expect(serve({ ip: 0x7f000002n })).toEqual(["ok", "ok"]);
    expect(serve({ ip: 0n })).toEqual([12, "ServingRateLimitExceeded"]);
    chain.mine(50);
    expect(serve({ ip: 0n })).toEqual(["ok", "ok"]);
  });
});
