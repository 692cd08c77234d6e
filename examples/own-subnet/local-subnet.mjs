// A subnet that trades round trips, whole, on a chain of its own: miners of three strengths, and a validator that tells them apart.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SubtensorClient } from "@taostack/chain";
import { startLocalnet } from "@taostack/localnet";
import { startMiner } from "@taostack/miner";
import { parseTao, silentLogger, sleep } from "@taostack/primitives";
import { startValidator } from "@taostack/validator";
import { createKeypairFromUri } from "@taostack/wallet";
import { route, solverNames } from "./dist/index.js";

// The chain takes no 127.0.0.1 (on macOS: sudo ifconfig lo0 alias 127.0.0.2).
const host = "127.0.0.2";

/** Creates a subnet and a validator with a permit. //Alice owns the subnet and is sudo; //Bob pays for the neurons. */
export async function createSubnet(net, client) {
  const [sudo, payer, owner, validator] = await Promise.all(
    ["//Alice", "//Bob", "//owner", "//validator"].map(createKeypairFromUri),
  );
  const { netuid } = await client.subnets.register({ signer: sudo, hotkey: owner.address });
  await client.subnets.startCall({ signer: sudo, netuid });
  const set = (name, value) => client.subnets.setHyperparameter({ signer: sudo, netuid, name, value, sudo: true });
  await client.subnets.setHyperparameter({ signer: sudo, name: "admin_freeze_window", value: 0, sudo: true });
  for (const name of ["serving_rate_limit", "weights_rate_limit"]) await set(name, 0);
  await set("commit_reveal_weights_enabled", false);
  await client.neurons.register({ signer: payer, netuid, hotkey: validator.address });
  await client.staking.add({ signer: payer, hotkey: validator.address, netuid, amount: parseTao("100") });
  // An epoch gives the permit.
  await set("tempo", 1);
  await net.mine(2);
  await set("tempo", 20);
  return { net, client, netuid, payer, validator };
}

/** Registers a miner and starts it; `input` is what `startMiner` takes, such as the commodity and the model. */
export async function addMiner({ client, netuid, payer }, name, input) {
  const signer = await createKeypairFromUri(`//${name}`);
  await client.neurons.register({ signer: payer, netuid, hotkey: signer.address });
  return startMiner({ netuid, host, port: 0, ...input }, { chain: client, signer, logger: silentLogger });
}

/** Starts the validator; it challenges twenty times a second instead of every twelve seconds. */
export const addValidator = ({ client, netuid, validator }, commodity, statePath) =>
  startValidator(
    { netuid, host, port: 0, commodity, statePath, challengeIntervalMs: 50, answerTimeoutMs: 2_000, minSamples: 8 },
    { chain: client, signer: validator, logger: silentLogger },
  );

async function main() {
  const folder = await mkdtemp(join(tmpdir(), "own-subnet-"));
  const net = await startLocalnet({ mode: "instant" });
  const client = await SubtensorClient.connect(net.url);
  const subnet = await createSubnet(net, client);
  const running = [];
  for (const model of solverNames) running.push(await addMiner(subnet, model, { commodity: route, model }));
  const names = new Map(running.map(({ hotkey }, index) => [hotkey, solverNames[index]]));
  const validator = await addValidator(subnet, route, join(folder, "state.json"));
  while (validator.standings().length < names.size || validator.standings().some(({ samples }) => samples < 20)) {
    await sleep(100);
  }
  for (const { hotkey, average, explanation } of validator.standings()) {
    console.log(`${names.get(hotkey).padEnd(8)} ${average.toFixed(3)}  ${explanation}`);
  }
  for (const one of [validator, ...running]) await one.stop();
  await client.close();
  await net.stop();
  await rm(folder, { recursive: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
