import { SubtensorClient } from "@taostack/chain";
import { startLocalnet } from "@taostack/localnet";
import { parseTao, silentLogger } from "@taostack/primitives";
import { axonProtocol } from "@taostack/protocol";
import { createKeypairFromUri } from "@taostack/wallet";
import OpenAI from "openai";
import { expect, it, onTestFinished } from "vitest";
import { startGateway } from "../src/index.js";
import { collect, messages } from "./support/start-test-gateway.js";
import { startTestValidator } from "./support/start-test-validator.js";

/** A chain with a subnet on which one hotkey is registered, staked, announced at `port`, and permitted to validate. */
async function startChain() {
  const net = await startLocalnet({ mode: "instant" });
  onTestFinished(() => net.stop());
  const client = await SubtensorClient.connect(net.url);
  onTestFinished(() => client.close());
  const [owner, hotkey] = await Promise.all([createKeypairFromUri("//Alice"), createKeypairFromUri("//Validator")]);
  const { netuid } = await client.subnets.register({ signer: owner, hotkey: hotkey.address });
  await client.subnets.startCall({ signer: owner, netuid });
  await client.subnets.setHyperparameter({ signer: owner, netuid, name: "tempo", value: 5, sudo: true });
  await client.staking.add({ signer: owner, hotkey: hotkey.address, netuid, amount: parseTao("100") });
  await client.balances.transfer({ signer: owner, to: hotkey.address, amount: parseTao("1") });
  return { net, client, netuid, hotkey };
}

it("finds a validator on a real chain, follows its blocks, and answers", async () => {
  const { net, client, netuid, hotkey } = await startChain();
  const validator = await startTestValidator(hotkey, { netuid, genesisHash: client.genesisHash });
  onTestFinished(() => validator.stop());
  const { port = 0 } = validator.neuron.axon ?? {};
  const signer = await createKeypairFromUri("//Gateway");
  const options = { endpoint: [net.url], netuid, port: 0, databasePath: ":memory:" };
  const gateway = await startGateway(options, { signer, logger: silentLogger });
  onTestFinished(() => gateway.stop());
  const { key } = await gateway.createApiKey("test");
  const openai = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: key, maxRetries: 0 });
  const ask = () => openai.chat.completions.create({ model: "tao-text", messages, stream: true });
  const getJson = async (path: string) => (await (await fetch(gateway.url + path)).json()) as Record<string, unknown>;

  await expect(ask()).rejects.toMatchObject({ status: 503, code: "no_validator" });
  await client.neurons.serveAxon({ signer: hotkey, netuid, ip: "127.0.0.2", port, protocol: axonProtocol.validator });
  await net.mine(20);

  const chunks = await collect(await ask());
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe("Four subnets.");
  expect(chunks.at(-1)).toMatchObject({ taostack: { validator_hotkey: hotkey.address } });

  expect(await getJson("/api/subnets")).toMatchObject({
    subnets: [{ netuid: 0 }, { netuid: 1 }, { netuid, emissionShare: 1, neurons: 1 }],
  });
  expect(await getJson(`/api/subnets/${netuid}/metagraph`)).toMatchObject({
    tempo: 5,
    columns: { hotkey: [hotkey.address], validatorPermit: [true], axon: [`127.0.0.2:${port}`] },
  });
  expect(await getJson("/api/subnets/9/metagraph")).toMatchObject({ error: { code: "not_found" } });

  let block = 0;
  const target = net.blockNumber + 2;
  await net.mine(2);
  const look = async () => {
    block = ((await getJson("/api/network")).block as { number: number }).number;
  };
  while (block < target) await look();
  expect(block).toBe(target);
});
