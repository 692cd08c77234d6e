import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { afterEach } from "vitest";
import {
  type ConnectOptions,
  connectNeuron,
  implementService,
  type NeuronChannel,
  type NeuronServer,
  type NeuronServerOptions,
  type ServiceHandlers,
  startNeuronServer,
  TextService,
  ValidatorService,
} from "../src/index.js";

export const genesisHash = new Uint8Array(32).fill(7);
export const netuid = 3;

export const alice: Keypair = await createKeypairFromUri("//Alice");
export const bob: Keypair = await createKeypairFromUri("//Bob");
export const charlie: Keypair = await createKeypairFromUri("//Charlie");

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

export const onTestEnd = (close: () => unknown): unknown => open.push(close);

export const text = (handlers: ServiceHandlers<typeof TextService>) => implementService(TextService, handlers);

export const validator = (handlers: Partial<ServiceHandlers<typeof ValidatorService>>) =>
  implementService(ValidatorService, {
    async *generate() {},
    translate: async () => ({}),
    recognise: async () => ({}),
    predict: async () => ({}),
    scores: async () => ({}),
    status: async () => ({}),
    ...handlers,
  });

/** Bob's neuron, which allows everyone and counts to three. */
export async function startBob(options: Partial<NeuronServerOptions> = {}): Promise<NeuronServer> {
  const server = await startNeuronServer({
    host: "127.0.0.1",
    port: 0,
    signer: bob,
    genesisHash,
    netuid,
    authorize: () => "allow",
    services: [countToThree()],
    describe: () => ({ role: "miner", version: "1.2.3" }),
    ...options,
  });
  onTestEnd(() => server.stop());
  return server;
}

export const countToThree = () =>
  text({
    async *generate(request) {
      for (const id of [1, 2, 3]) yield { tokens: [{ id, text: `${request.model}${id}`, logprob: -0.5 }] };
    },
  });

/** Alice's channel to a neuron that should be Bob. */
export async function connectAlice(
  server: { readonly port: number },
  options: Partial<ConnectOptions> = {},
): Promise<NeuronChannel> {
  const channel = await connectNeuron({
    host: "127.0.0.1",
    port: server.port,
    signer: alice,
    peerHotkey: bob.address,
    genesisHash,
    netuid,
    ...options,
  });
  onTestEnd(() => channel.close());
  return channel;
}

export async function collect<T>(messages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const message of messages) all.push(message);
  return all;
}

/** The error that `work` ends with. */
export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => new Error("it did not fail"),
    (error) => error,
  );
