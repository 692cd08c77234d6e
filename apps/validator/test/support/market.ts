import { SubtensorClient } from "@taostack/chain";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import { parseTao } from "@taostack/primitives";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { afterAll, beforeAll } from "vitest";

/**
 * A chain with a started subnet and a permitted validator with uid 1. //Alice owns the subnet and is sudo, //Bob is the coldkey of the
 * validator. Each transaction makes a block.
 */
export interface Market {
  readonly net: Localnet;
  readonly client: SubtensorClient;
  readonly netuid: number;
  readonly sudo: Keypair;
  readonly coldkey: Keypair;
  readonly validator: Keypair;
  /** Blocks between epochs. */
  readonly tempo: number;
}

const TEMPO = 20;

async function createMarket(): Promise<Market> {
  const net = await startLocalnet({ mode: "instant" });
  const client = await SubtensorClient.connect(net.url);
  const uris = ["//Alice", "//Bob", "//validator", "//owner"];
  const [sudo, coldkey, validator, owner] = (await Promise.all(uris.map(createKeypairFromUri))) as [
    Keypair,
    Keypair,
    Keypair,
    Keypair,
  ];
  const { netuid } = await client.subnets.register({ signer: sudo, hotkey: owner.address });
  await client.subnets.startCall({ signer: sudo, netuid });
  const market = { net, client, netuid, sudo, coldkey, validator, tempo: TEMPO };
  await client.subnets.setHyperparameter({ signer: sudo, name: "admin_freeze_window", value: 0, sudo: true });
  await setHyperparameter(market, "serving_rate_limit", 0);
  await setHyperparameter(market, "weights_rate_limit", 0);
  await setHyperparameter(market, "commit_reveal_weights_enabled", false);
  await client.neurons.register({ signer: coldkey, netuid, hotkey: validator.address });
  await client.staking.add({ signer: coldkey, hotkey: validator.address, netuid, amount: parseTao("100") });
  // An epoch gives the permit.
  await setHyperparameter(market, "tempo", 1);
  await net.mine(2);
  await setHyperparameter(market, "tempo", TEMPO);
  return market;
}

/** One market for the tests of a file. */
export function useMarket(): () => Market {
  let market: Market | undefined;
  beforeAll(async () => {
    market = await createMarket();
  });
  afterAll(async () => {
    await market?.client.close();
    await market?.net.stop();
  });
  return () => market as Market;
}

export async function setHyperparameter(
  { client, netuid, sudo }: Pick<Market, "client" | "netuid" | "sudo">,
  name: string,
  value: unknown,
): Promise<void> {
  await client.subnets.setHyperparameter({ signer: sudo, netuid, name, value, sudo: true });
}

/** Registers the hotkey of a development uri; by default the validator's coldkey owns it. */
export async function registerHotkey(
  { client, netuid, coldkey }: Market,
  uri: string,
  signer: Keypair = coldkey,
): Promise<Keypair> {
  const hotkey = await createKeypairFromUri(uri);
  await client.neurons.register({ signer, netuid, hotkey: hotkey.address });
  return hotkey;
}

/** The row of weights that a uid has on the chain. */
export async function weightsOf(
  { client, netuid }: Market,
  uid: number,
): Promise<{ readonly uids: number[]; readonly weights: number[] } | undefined> {
  const row = (await client.weights.of(netuid)).find((each) => each.uid === uid);
  return row && { uids: [...row.uids], weights: [...row.weights] };
}
