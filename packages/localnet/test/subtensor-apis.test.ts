import { expect, it } from "vitest";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { alice, bob, charlie, hotkeys, market, netuid } from "./support/market.js";
import { account } from "./support/test-chain.js";

const chain = market();
const { validator, miners } = hotkeys;
chain.subtensor(validator, "set_weights", { netuid, dests: [2, 3], weights: [3, 1], version_key: 0n });
const IP = 3_232_235_786n;
const axon = { version: 10_002_000, port: 8091, ip_type: 4, protocol: 4, placeholder1: 0, placeholder2: 0 };
chain.subtensor(miners[0], "serve_axon", { netuid, ip: IP, ...axon });
const served = BigInt(chain.blockNumber);
chain.mineToEpoch();

it("answers a whole metagraph by columns", () => {
  expect(chain.api("SubnetInfoRuntimeApi_get_metagraph", { netuid: 9 })).toBeUndefined();
  const metagraph = chain.api("SubnetInfoRuntimeApi_get_metagraph", { netuid }) as Record<string, unknown>;
  expect(metagraph).toMatchObject({
    netuid,
    num_uids: 4,
    tempo: 20,
    owner_coldkey: alice,
    owner_hotkey: hotkeys.owner,
    hotkeys: [hotkeys.owner, validator, ...miners],
    coldkeys: [alice, bob, charlie, charlie],
    incentives: [0, 0, 49_151, 16_383],
    validator_permit: [true, true, false, false],
    activity_cutoff: 277n,
    block: BigInt(chain.blockNumber),
    last_step: BigInt(chain.blockNumber),
    commit_reveal_weights_enabled: false,
    rank: [],
    identity: undefined,
  });
  expect(new TextDecoder().decode(Uint8Array.from(metagraph.name as number[]))).toBe("omron");
  expect(new TextDecoder().decode(Uint8Array.from(metagraph.symbol as number[]))).toBe("β");
  expect((metagraph.axons as unknown[])[2]).toEqual({ block: served, ip: IP, ...axon });
  expect(metagraph.alpha_stake).toEqual(metagraph.total_stake);
});

it("answers the fields of a metagraph that were asked for", () => {
  const ask = (metagraph_indexes: number[]) =>
    chain.api("SubnetInfoRuntimeApi_get_selective_metagraph", { netuid, metagraph_indexes }) as Record<string, unknown>;
  const some = ask([0, 3, 52, 72, 999]);
  expect(some.netuid).toBe(netuid);
  expect(some.identity).toEqual({ identity: undefined });
  expect(some.hotkeys).toHaveLength(4);
  expect(some.validators).toEqual([0, 1]);
  expect(some.coldkeys).toBeUndefined();
  expect(ask([52]).netuid).toBe(0);
});

it("answers about neurons, with their stake and without zero weights", () => {
  const neurons = chain.api("NeuronInfoRuntimeApi_get_neurons", { netuid }) as Record<string, unknown>[];
  expect(neurons).toHaveLength(4);
  expect(neurons[1]).toMatchObject({
    hotkey: validator,
    coldkey: bob,
    stake: [[bob, storage.TotalHotkeyAlpha.get(chain.ctx, validator, netuid)]],
    weights: [
      [2, 65_535],
      [3, 21_845],
    ],
    pruning_score: 65_535,
  });
  expect(chain.api("NeuronInfoRuntimeApi_get_neuron_lite", { netuid, uid: 4 })).toBeUndefined();
});

it("answers about stake, with one entry for a position even if it is empty", () => {
  const [position, ...rest] = chain.api("StakeInfoRuntimeApi_get_stake_info_for_coldkey", {
    coldkey_account: bob,
  }) as { stake: bigint }[];
  expect(rest).toEqual([]);
  expect(position).toMatchObject({ hotkey: validator, netuid, is_registered: true });
  expect(position?.stake).toBeGreaterThan(90_000_000_000n);
  const one = { hotkey_account: account(99), coldkey_account: bob, netuid };
  expect(chain.api("StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid", one)).toMatchObject({ stake: 0n });
});

it("answers prices and what trades would give", () => {
  expect(chain.api("SwapRuntimeApi_current_alpha_price", { netuid: 0 })).toBe(1_000_000_000n);
  const price = chain.api("SwapRuntimeApi_current_alpha_price", { netuid }) as bigint;
  expect(price).toBeGreaterThan(1_000_000_000n);
  const swap = chain.api("SwapRuntimeApi_sim_swap_tao_for_alpha", { netuid, tao: 1_000_000_000n });
  expect(swap).toMatchObject({ tao_fee: 503_547n, tao_amount: 999_496_453n, alpha_fee: 0n });
  expect(chain.api("SwapRuntimeApi_sim_swap_tao_for_alpha", { netuid: 77, tao: 1n })).toMatchObject({ tao_amount: 0n });
});

it("answers hyperparameters, subnets and delegates", () => {
  const v2 = chain.api("SubnetInfoRuntimeApi_get_subnet_hyperparams_v2", { netuid });
  expect(v2).toMatchObject({ tempo: 20, yuma_version: 3, subnet_is_active: true, alpha_low: 45_875 });
  expect(chain.api("SubnetInfoRuntimeApi_get_all_dynamic_info")).toHaveLength(3);
  expect(chain.api("SubnetInfoRuntimeApi_get_subnet_state", { netuid })).toMatchObject({ netuid });
  const entries = chain.api("SubnetInfoRuntimeApi_get_subnet_hyperparams_v3", { netuid }) as unknown[];
  expect(entries).toHaveLength(33);
  const delegate = chain.api("DelegateInfoRuntimeApi_get_delegate", { delegate_account: validator });
  expect(delegate).toMatchObject({
    take: 11_796,
    owner_ss58: bob,
    registrations: [netuid],
    validator_permits: [netuid],
  });
  expect(chain.api("DelegateInfoRuntimeApi_get_delegated", { delegatee_account: bob })).toHaveLength(1);
  expect(chain.api("SubnetInfoRuntimeApi_get_next_epoch_start_block", { netuid })).toBe(BigInt(chain.blockNumber + 20));
});
