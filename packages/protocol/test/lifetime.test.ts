import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

/** Starts a neuron, calls it, stops it, and then has nothing more to do. */
const program = `
  import { connectNeuron, implementService, startNeuronServer, TextService } from "@taostack/protocol";
  import { createKeypairFromUri } from "@taostack/wallet";
  const [alice, bob] = [await createKeypairFromUri("//Alice"), await createKeypairFromUri("//Bob")];
  const shared = { host: "127.0.0.1", genesisHash: new Uint8Array(32), netuid: 1 };
  const generate = async function* () { yield { finishReason: "stop" }; };
  const server = await startNeuronServer({
    ...shared, port: 0, signer: bob, authorize: () => "allow",
    services: [implementService(TextService, { generate })], describe: () => ({}),
  });
  const channel = await connectNeuron({ ...shared, port: server.port, signer: alice, peerHotkey: bob.address });
  for await (const chunk of channel.client(TextService).generate({})) console.log(chunk.finishReason);
  const unfinished = channel.client(TextService).generate({});
  await unfinished.next();
  channel.close();
  await server.stop();
`;

it("a process ends by itself once neuron and channel are closed", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    timeout: 20_000,
  });
  expect(stdout).toBe("stop\n");
});
