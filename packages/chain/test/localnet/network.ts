import { type Localnet, startLocalnet } from "@taostack/localnet";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { afterAll, beforeAll } from "vitest";
import { type ConnectOptions, SubtensorClient } from "../../src/index.js";

export interface TestNetwork {
  readonly net: Localnet;
  readonly client: SubtensorClient;
  readonly alice: Keypair;
  readonly bob: Keypair;
  readonly charlie: Keypair;
}

type LocalnetOptions = Parameters<typeof startLocalnet>[0];

/** A chain and a client for the tests of one file. Every transaction makes a block, unless `options` say otherwise. */
export function useNetwork(
  options: LocalnetOptions = { mode: "instant" },
  connect: ConnectOptions = {},
): () => TestNetwork {
  let network: TestNetwork | undefined;
  beforeAll(async () => {
    const net = await startLocalnet(options);
    const client = await SubtensorClient.connect(net.url, { timeoutMs: 60_000, ...connect });
    const [alice, bob, charlie] = await Promise.all(["//Alice", "//Bob", "//Charlie"].map(createKeypairFromUri));
    network = { net, client, alice: alice!, bob: bob!, charlie: charlie! };
  });
  afterAll(async () => {
    await network?.client.close();
    await network?.net.stop();
  });
  return () => network!;
}
