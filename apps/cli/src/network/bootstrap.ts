import type { SubtensorClient } from "@taostack/chain";
import { isCodedError, parseTao } from "@taostack/primitives";
import { createKeypairFromUri, type Signer, type Wallet } from "@taostack/wallet";
import { type Cast, type MarketCast, neuronNames } from "./cast.js";

export interface SubnetPlan {
  readonly cast: Cast;
  readonly wallets: ReadonlyMap<string, Wallet>;
  /** Blocks between epochs. */
  readonly tempo: number;
}

const FROZEN = "chain/AdminActionProhibitedDuringWeightsWindow";
const MOST_BLOCKS_FROZEN = 20;

/** What a subnet needs so that people see its epochs pass; on the public chain, an owner waits hours for each. */
const settings = (tempo: number): readonly (readonly [name: string, value: unknown])[] => [
  // Without it a subnet gets alpha, but no TAO for its pool.
  ["subnet_emission_enabled", true],
  // The chain's own limits are meant for blocks of 12 s.
  ["weights_rate_limit", Math.floor(tempo / 2)],
  ["serving_rate_limit", 0],
  // Weights show at once, which is what a first look wants; validators commit and reveal where this is on.
  ["commit_reveal_weights_enabled", false],
];

/**
 * Makes a fresh local chain a set of working markets: creates the subnets of the cast, starts them, registers their neurons and stakes
 * the validators' TAO. The coldkeys must hold enough already.
 * @returns The netuid of each market, in the order of the cast.
 */
export async function bootstrapSubnets(client: SubtensorClient, plan: SubnetPlan): Promise<number[]> {
  const sudo = await createKeypairFromUri("//Alice");
  // With epochs this short, the window before each in which settings are frozen would never open.
  await client.subnets.setHyperparameter({ signer: sudo, name: "admin_freeze_window", value: 0, sudo: true });
  // The public chain has days between two new subnets.
  await client.subnets.setHyperparameter({ signer: sudo, name: "network_rate_limit", value: 0n, sudo: true });
  const netuids: number[] = [];
  for (const market of plan.cast.markets) netuids.push(await bootstrapSubnet(client, plan, market, sudo));
  return netuids;
}

async function bootstrapSubnet(
  client: SubtensorClient,
  { cast, wallets, tempo }: SubnetPlan,
  market: MarketCast,
  sudo: Signer,
): Promise<number> {
  const owner = await coldkeyOf(wallets, cast.owner);
  const { netuid } = await client.subnets.register({ signer: owner, hotkey: await hotkeyOf(wallets, cast.owner) });
  await Promise.all([
    client.subnets.startCall({ signer: owner, netuid }),
    nameSubnet(client, owner, netuid, market),
    ...settings(tempo).map(([name, value]) =>
      client.subnets.setHyperparameter({ signer: sudo, netuid, name, value, sudo: true }),
    ),
  ]);
  await Promise.all(neuronNames(market).map((name) => registerNeuron(client, wallets, netuid, name)));
  await Promise.all(
    market.validators.map(async ({ name, stakeTao }) => {
      const [signer, hotkey] = await Promise.all([coldkeyOf(wallets, name), hotkeyOf(wallets, name)]);
      await client.staking.add({ signer, hotkey, netuid, amount: parseTao(stakeTao) });
    }),
  );
  // An epoch in the next block gives the validators their permits; then epochs come at the tempo asked for.
  for (const value of [1, tempo]) await setTempo(client, sudo, netuid, value);
  return netuid;
}

/** An epoch that waits its turn behind other subnets' freezes the settings until it has passed, which is a matter of blocks. */
async function setTempo(client: SubtensorClient, signer: Signer, netuid: number, value: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.subnets.setHyperparameter({ signer, netuid, name: "tempo", value, sudo: true });
      return;
    } catch (error) {
      if (!isCodedError(error, FROZEN) || attempt === MOST_BLOCKS_FROZEN) throw error;
    }
  }
}

async function registerNeuron(
  client: SubtensorClient,
  wallets: SubnetPlan["wallets"],
  netuid: number,
  name: string,
): Promise<void> {
  const [signer, hotkey] = await Promise.all([coldkeyOf(wallets, name), hotkeyOf(wallets, name)]);
  await client.neurons.register({ signer, netuid, hotkey });
}

/** Without a name of its own, a subnet shows the one that the chain gives its number. */
async function nameSubnet(
  client: SubtensorClient,
  signer: Signer,
  netuid: number,
  { commodity, description }: MarketCast,
): Promise<void> {
  const args = [netuid, commodity, "", "", "", "", description, "", ""];
  await client.chain.submit("SubtensorModule", "set_subnet_identity", args, { signer });
}

const coldkeyOf = (wallets: SubnetPlan["wallets"], name: string): Promise<Signer> =>
  walletOf(wallets, name).unlockColdkey();
const hotkeyOf = (wallets: SubnetPlan["wallets"], name: string): Promise<string> =>
  walletOf(wallets, name).hotkeyAddress();

function walletOf(wallets: SubnetPlan["wallets"], name: string): Wallet {
  const wallet = wallets.get(name);
  if (wallet === undefined) throw new Error(`the cast names a wallet that was not prepared: ${name}`);
  return wallet;
}
