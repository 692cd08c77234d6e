import { rao } from "@taostack/primitives";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { beforeAll, describe, expect, it } from "vitest";
import { useNetwork } from "./network.js";

const network = useNetwork();
const tao = (amount: number) => rao(BigInt(amount) * 1_000_000_000n);
const code = (expected: string) => ({ data: { code: expected } });

/** One subnet through its life: each test goes on from the one before. */
describe("a subnet", () => {
  let netuid = 0;
  let hotkeys: Keypair[] = [];

  beforeAll(async () => {
    hotkeys = await Promise.all(["//owner", "//validator", "//miner"].map(createKeypairFromUri));
  });

  it("is created for the lock cost", async () => {
    const { client, bob } = network();
    const cost = await client.subnets.lockCost();
    expect(cost).toBeGreaterThan(0n);
    const before = await client.balances.of(bob.address);
    const created = await client.subnets.register({ signer: bob, hotkey: hotkeys[0]!.address });
    netuid = created.netuid;
    expect(await client.subnets.exists(netuid)).toBe(true);
    const after = await client.balances.of(bob.address);
    expect(before.free - after.free).toBeGreaterThanOrEqual(cost);
    const info = await client.subnets.info(netuid);
    expect(info).toMatchObject({ netuid, ownerColdkey: bob.address, ownerHotkey: hotkeys[0]!.address });
    expect((await client.subnets.list()).map((subnet) => subnet.netuid)).toContain(netuid);
  });

  it("starts once its owner says so", async () => {
    const { client, bob, charlie } = network();
    await expect(client.subnets.startCall({ signer: charlie, netuid })).rejects.toMatchObject(code("chain/BadOrigin"));
    await client.subnets.startCall({ signer: bob, netuid });
    expect((await client.subnets.hyperparameters(netuid)).subnetIsActive).toBe(true);
  });

  it("takes settings from its owner and from sudo", async () => {
    const { client, alice } = network();
    const set = (name: string, value: unknown) =>
      client.subnets.setHyperparameter({ signer: alice, netuid, name, value, sudo: true });
    await client.subnets.setHyperparameter({ signer: alice, name: "admin_freeze_window", value: 0, sudo: true });
    await set("tempo", 10);
    await set("weights_rate_limit", 0);
    await set("commit_reveal_weights_enabled", false);
    await set("serving_rate_limit", 0);
    expect(await client.subnets.hyperparameters(netuid)).toMatchObject({
      tempo: 10,
      weightsRateLimit: 0,
      commitRevealWeightsEnabled: false,
      servingRateLimit: 0,
    });
  });

  it("registers neurons for the burn", async () => {
    const { client, bob, charlie } = network();
    expect(await client.neurons.burn(netuid)).toBeGreaterThan(0n);
    const [, validator, miner] = hotkeys;
    const first = await client.neurons.register({ signer: bob, netuid, hotkey: validator!.address });
    const second = await client.neurons.register({ signer: charlie, netuid, hotkey: miner!.address });
    expect([first.uid, second.uid]).toEqual([1, 2]);
    expect(await client.neurons.uid(netuid, miner!.address)).toBe(2);
    expect(await client.neurons.uid(netuid, bob.address)).toBeUndefined();
    await expect(client.neurons.register({ signer: bob, netuid, hotkey: validator!.address })).rejects.toMatchObject(
      code("chain/HotKeyAlreadyRegisteredInSubNet"),
    );
  });

  it("learns where they listen, for nothing", async () => {
    const { client } = network();
    const [, , miner] = hotkeys;
    const serve = { signer: miner!, netuid, port: 8091, version: 7 };
    const receipt = await client.neurons.serveAxon({ ...serve, ip: "127.0.0.2" });
    expect(receipt.fee).toBe(0n);
    expect(await client.neurons.axon(netuid, miner!.address)).toEqual({
      ip: "127.0.0.2",
      port: 8091,
      protocol: 4,
      version: 7,
      block: receipt.blockNumber,
    });
    expect(await client.neurons.axon(netuid, hotkeys[1]!.address)).toBeUndefined();
    await expect(client.neurons.serveAxon({ ...serve, ip: "127.0.0.1" })).rejects.toMatchObject(
      code("chain/InvalidIpAddress"),
    );
  });

  it("takes stake and gives it back", async () => {
    const { client, bob } = network();
    const [, validator] = hotkeys;
    const key = { hotkey: validator!.address, netuid };
    await client.staking.add({ signer: bob, ...key, amount: tao(100) });
    const stake = await client.staking.stakeOf({ ...key, coldkey: bob.address });
    expect(stake).toBeGreaterThan(0n);
    expect(await client.staking.list(bob.address)).toContainEqual({
      ...key,
      coldkey: bob.address,
      stake,
      isRegistered: true,
    });
    await client.staking.remove({ signer: bob, ...key, amount: rao(stake / 2n) });
    expect(await client.staking.stakeOf({ ...key, coldkey: bob.address })).toBeLessThan(stake);
    const tooMuch = { signer: bob, ...key, amount: rao(stake * 2n), limitPrice: rao(1_000n) };
    await expect(client.staking.remove(tooMuch)).rejects.toMatchObject(code("chain/NotEnoughStakeToWithdraw"));
    const atOnePrice = { signer: bob, ...key, amount: tao(100), limitPrice: rao(1_000n) };
    await expect(client.staking.add(atOnePrice)).rejects.toMatchObject({
      data: { pallet: expect.stringMatching(/SubtensorModule|Swap/), call: "SubtensorModule.add_stake_limit" },
    });
  });

  it("takes a validator's weights once it has a permit", async () => {
    const { client, net } = network();
    const [, validator, miner] = hotkeys;
    await net.mine(25);
    expect((await client.metagraph(netuid)).validatorPermit[1]).toBe(1);
    const receipt = await client.weights.set({ signer: validator!, netuid, uids: [2], weights: [65_535] });
    expect(receipt.fee).toBe(0n);
    expect(await client.weights.of(netuid)).toContainEqual({
      uid: 1,
      uids: Uint16Array.of(2),
      weights: Uint16Array.of(65_535),
    });
    await expect(client.weights.set({ signer: miner!, netuid, uids: [1], weights: [65_535] })).rejects.toMatchObject({
      data: { call: "SubtensorModule.set_weights" },
    });
    await expect(
      client.weights.set({ signer: validator!, netuid, uids: [1], weights: [70_000] }),
    ).rejects.toMatchObject(code("chain/invalid_argument"));
  });

  it("shows in its metagraph what the weights made", async () => {
    const { client, net, bob } = network();
    const [owner, validator, miner] = hotkeys;
    await net.mine(25);
    const metagraph = await client.metagraph(netuid);
    expect(metagraph).toMatchObject({ netuid, n: 3, tempo: 10, ownerColdkey: bob.address, weightsRateLimit: 0 });
    expect(metagraph.block).toBe(net.blockNumber);
    expect(metagraph.hotkeys).toEqual([owner, validator, miner].map((pair) => pair!.address));
    expect(metagraph.incentive[2]).toBe(65_535);
    expect(metagraph.dividends[1]).toBeGreaterThan(0);
    expect(metagraph.emission[2]).toBeGreaterThan(0n);
    expect(metagraph.stake[1]).toBeGreaterThan(0n);
    expect(metagraph.lastUpdate[1]).toBeGreaterThan(0);
    expect(metagraph.axons[2]).toMatchObject({ ip: "127.0.0.2", port: 8091 });
    const { hotkeys: selected, incentives } = (await client.operations.metagraph.select({
      netuid,
      fields: ["hotkeys", "incentives"],
    })) as { hotkeys: string[]; incentives: number[] };
    expect(selected).toEqual(metagraph.hotkeys);
    expect(Uint16Array.from(incentives)).toEqual(metagraph.incentive);
    expect(await client.operations.metagraph.get({ netuid })).toEqual(metagraph);
    expect(metagraph.axons[0]).toBeUndefined();
    for (const column of ["stake", "incentive", "dividends", "active", "lastUpdate", "validatorTrust"] as const) {
      expect(metagraph[column]).toHaveLength(3);
    }
  });

  it("takes a commit and its reveal", async () => {
    const { client, alice, net } = network();
    const [, validator] = hotkeys;
    const set = (value: boolean) =>
      client.subnets.setHyperparameter({
        signer: alice,
        netuid,
        name: "commit_reveal_weights_enabled",
        value,
        sudo: true,
      });
    await set(true);
    const weights = { signer: validator!, netuid, uids: [0, 2], weights: [32_768, 65_535], salt: [1, 2, 3] };
    await expect(client.weights.set(weights)).rejects.toMatchObject(code("chain/CommitRevealEnabled"));
    await client.weights.commit(weights);
    await expect(client.weights.reveal(weights)).rejects.toMatchObject(code("chain/RevealTooEarly"));
    await net.mine(11);
    await client.weights.reveal(weights);
    expect(await client.weights.of(netuid)).toContainEqual({
      uid: 1,
      uids: Uint16Array.of(0, 2),
      weights: Uint16Array.of(32_768, 65_535),
    });
    await set(false);
  });

  it("is told from one that does not exist", async () => {
    const { client } = network();
    expect(await client.subnets.exists(4_000)).toBe(false);
    await expect(client.metagraph(4_000)).rejects.toMatchObject(code("chain/subnet_not_found"));
    await expect(client.subnets.info(4_000)).rejects.toMatchObject(code("chain/subnet_not_found"));
    await expect(client.subnets.hyperparameters(4_000)).rejects.toMatchObject(code("chain/subnet_not_found"));
  });
});
