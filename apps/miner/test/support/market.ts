import { SubtensorClient } from "@taostack/chain";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import { parseTao } from "@taostack/primitives";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import { afterAll, beforeAll } from "vitest";

/** A chain with a started subnet: //Alice owns it and is sudo, //Bob pays for neurons. Each transaction makes a block. */
export interface Market {
  readonly net: Localnet;
  readonly client: SubtensorClient;
  readonly netuid: number;
  readonly sudo: Keypair;
  readonly payer: Keypair;
}

async function createMarket(): Promise<Market> {
  const net = await startLocalnet({ mode: "instant" });
  const client = await SubtensorClient.connect(net.url);
  const [sudo, payer] = await Promise.all([createKeypairFromUri("//Alice"), createKeypairFromUri("//Bob")]);
  const { address } = await createKeypairFromUri("//owner");
  const { netuid } = await client.subnets.register({ signer: sudo, hotkey: address });
  await client.subnets.startCall({ signer: sudo, netuid });
  await client.subnets.setHyperparameter({ signer: sudo, name: "admin_freeze_window", value: 0, sudo: true });
  await client.subnets.setHyperparameter({ signer: sudo, netuid, name: "serving_rate_limit", value: 0, sudo: true });
  return { net, client, netuid, sudo, payer };
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

/** Registers the hotkey of a development uri, with stake on it if `stakeTao` says so. */
export async function registerHotkey(
  { client, netuid, payer }: Market,
  uri: string,
  stakeTao?: string,
): Promise<Keypair> {
  const hotkey = await createKeypairFromUri(uri);
  await client.neurons.register({ signer: payer, netuid, hotkey: hotkey.address });
  if (stakeTao !== undefined) {
    await client.staking.add({ signer: payer, hotkey: hotkey.address, netuid, amount: parseTao(stakeTao) });
  }
  return hotkey;
}

/** Writes a u16 of the subnet as no call may: for what would take many blocks or neurons. */
export function setSubnetNumber({ net, client, netuid }: Market, item: string, value: number): void {
  const key = client.chain.connection.runtime.storage("SubtensorModule", item).key([netuid]);
  net.setStorage([[key as `0x${string}`, Uint8Array.of(value & 0xff, value >> 8)]]);
}
