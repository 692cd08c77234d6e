import { expect, it } from "vitest";
import { type MetagraphDifference, watchMetagraph } from "../../src/index.js";
import { useNetwork } from "./network.js";

const network = useNetwork();

/** The same struct as plain values, which other tests hold against what the chain has in storage. */
type Plain = Readonly<Record<string, readonly unknown[]>>;

it("has in columns what the chain's struct has", async () => {
  const { client, net } = network();
  const { netuid } = await net.subnet({ validators: 2, miners: 3, weights: true });
  const [metagraph, plain] = await Promise.all([
    client.metagraph(netuid),
    client.chain.runtimeCall<Plain>("SubnetInfoRuntimeApi", "get_metagraph", [netuid]),
  ]);
  expect(metagraph.n).toBe(6);
  expect(metagraph.hotkeys).toEqual(plain.hotkeys);
  expect(metagraph.coldkeys).toEqual(plain.coldkeys);
  expect([...metagraph.stake]).toEqual(plain.totalStake);
  expect([...metagraph.incentive]).toEqual(plain.incentives);
  expect([...metagraph.validatorPermit].map(Boolean)).toEqual(plain.validatorPermit);
  expect([...metagraph.lastUpdate]).toEqual(plain.lastUpdate!.map(Number));
  expect(await client.metagraph(netuid, metagraph)).toEqual(metagraph);
});

it("is read in part, with nothing else", async () => {
  const { client, net } = network();
  const { netuid } = await net.subnet({ validators: 1, miners: 2 });
  const whole = await client.metagraph(netuid);
  const part = await client.selectMetagraph(netuid, ["hotkeys", "stake", "validatorTrust", "burn"]);
  const { hotkeys, stake, validatorTrust, burn, block, n } = whole;
  expect(part).toEqual({ netuid, n, block, hotkeys, stake, validatorTrust, burn });
  await expect(client.selectMetagraph(999, ["stake"])).rejects.toMatchObject({
    data: { code: "chain/subnet_not_found" },
  });
});

it("is watched: each block tells what it changed", async () => {
  const { client, net, charlie } = network();
  const { netuid } = await net.subnet({ validators: 1, miners: 1 });
  const watch = await watchMetagraph(client, netuid, { everyBlocks: 1, minIntervalMs: 0 });
  try {
    const { n } = watch.current;
    const seen = new Promise<MetagraphDifference>((resolve) => {
      watch.onChange((metagraph, difference) => metagraph.n > n && resolve(difference));
    });
    await client.neurons.register({ signer: charlie, netuid, hotkey: charlie.address });
    const difference = await seen;
    expect(difference.registered).toEqual([n]);
    expect(difference.fields).toContain("n");
    expect(difference.toBlock).toBeGreaterThan(difference.fromBlock);
    expect(watch.current.hotkeys[n]).toBe(charlie.address);
  } finally {
    await watch.stop();
  }
});
