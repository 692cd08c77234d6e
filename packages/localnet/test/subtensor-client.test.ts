import { afterAll, beforeAll, expect, it } from "vitest";
import { land, type Pair, startTestChain, type TestChain, type Transaction } from "./support/api.js";

let chain: TestChain;

beforeAll(async () => {
  chain = await startTestChain();
});
afterAll(() => chain.close());

type AnyCall = (...args: unknown[]) => Transaction;
type AnyRead = (...args: unknown[]) => Promise<{ toJSON(): unknown }>;

/** Calls and reads by name: the client knows them from metadata only. */
const call = (name: string): AnyCall => chain.api.tx.subtensorModule?.[name] as unknown as AnyCall;
const runtimeCall = (name: string): AnyRead => chain.api.call.subnetInfoRuntimeApi?.[name] as unknown as AnyRead;
const send = async (signer: Pair, name: string, ...args: unknown[]): Promise<string[]> => {
  const { error, eventNames } = await land(chain.api, call(name)(...args), signer);
  return error === undefined ? eventNames : [error];
};

it("serves an unchanged client: a subnet, a neuron without funds, and its metagraph in one call", async () => {
  const { alice, api } = chain;
  const [owner, miner] = [chain.pair("//owner"), chain.pair("//miner")];
  expect(await send(alice, "registerNetwork", owner.address)).toContain("SubtensorModule.NetworkAdded");
  expect(await send(alice, "burnedRegister", 2, miner.address)).toContain("SubtensorModule.NeuronRegistered");
  expect(await send(alice, "addStake", miner.address, 2, 10n ** 9n)).toEqual(["SubtensorModule.SubtokenDisabled"]);
  const axon = [2, 1, 3_232_235_786n, 8091, 4, 4, 0, 0];
  expect(await send(miner, "serveAxon", ...axon)).toContain("SubtensorModule.AxonServed");
  await expect(send(miner, "serveAxon", ...axon)).rejects.toThrow("Custom error: 12");
  expect(await send(owner, "setWeights", 2, [0], [1], 0)).toEqual(["SubtensorModule.CommitRevealEnabled"]);

  expect((await api.query.subtensorModule?.uids?.(2, miner.address))?.toJSON()).toBe(1);
  const metagraph = (await runtimeCall("getMetagraph")(2)).toJSON();
  expect(metagraph).toMatchObject({ netuid: 2, hotkeys: [owner.address, miner.address], numUids: 2 });
  expect(metagraph).toMatchObject({ axons: [{ port: 0 }, { port: 8091, ipType: 4 }] });
  const selective = (await runtimeCall("getSelectiveMetagraph")(2, [0, 6, 52])).toJSON();
  expect(selective).toMatchObject({ netuid: 2, ownerColdkey: alice.address, coldkeys: null });
});
