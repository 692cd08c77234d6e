import { type Metagraph, SubtensorClient } from "@taostack/chain";
import { accountIdOf, type Localnet, startLocalnet } from "@taostack/localnet";
import { parseTao, type Running, startWith } from "@taostack/primitives";
import { createKeypairFromUri, type Keypair } from "@taostack/wallet";
import type { WeightRow } from "../../../src/weights/plan.js";
import { roles } from "./roles.js";

/** More blocks than all validators of all markets take to set their weights. */
const TEMPO = 60;
/** Of the chain's clock, so that a run repeats itself. */
const START_MS = Date.UTC(2026, 0, 1);
const STAKE = parseTao("1000");
/** The chain shares this thread with all who compute. */
const CALL_TIMEOUT_MS = 120_000;
const FEES = parseTao("100");

export interface MarketSubnet {
  readonly netuid: number;
  /** ss58, by contestant. */
  readonly minerHotkeys: readonly string[];
  /** By role. */
  readonly validators: readonly Keypair[];
}

/** A chain in this process whose blocks are made when they are wanted. */
export interface Network extends Running {
  /** A subnet that runs, with miners and a validator for each role, staked as the roles say. */
  openSubnet(name: string, miners: number): Promise<MarketSubnet>;
  /** Signs and sends `set_weights`, and waits for its block. */
  setWeights(subnet: MarketSubnet, validator: Keypair, row: WeightRow): Promise<void>;
  /** Makes blocks until each of the subnets has had its epoch. */
  finishEpoch(subnets: readonly MarketSubnet[]): Promise<void>;
  metagraph(subnet: MarketSubnet): Promise<Metagraph>;
}

export const openNetwork = (seed: number): Promise<Network> =>
  startWith(async (onClose, stop) => {
    const net = await startLocalnet({ mode: "manual", startTimeMs: START_MS, seed: `markets ${seed}` });
    onClose(() => net.stop());
    const chain = await SubtensorClient.connect(net.url, {
      timeoutMs: CALL_TIMEOUT_MS,
      callTimeoutMs: CALL_TIMEOUT_MS,
    });
    onClose(() => chain.close());
    const { query, tx, send } = net.client;
    const epochOf = ({ netuid }: MarketSubnet) => query.SubtensorModule.SubnetEpochIndex.get(netuid);
    return {
      openSubnet: (name, miners) => openSubnet(net, name, miners),
      async setWeights({ netuid }, validator, { uids, weights }) {
        const row = { dests: [...uids], weights: [...weights] };
        await send(validator, tx.SubtensorModule.set_weights({ netuid, ...row, version_key: 0n }));
      },
      async finishEpoch(subnets) {
        const before = subnets.map(epochOf);
        while (subnets.some((subnet, index) => epochOf(subnet) === before[index])) await net.mine(1);
      },
      metagraph: ({ netuid }) => chain.metagraph(netuid),
      stop,
    };
  });

async function openSubnet(net: Localnet, name: string, miners: number): Promise<MarketSubnet> {
  const built = await net.subnet({ name, miners, validators: roles.length, stake: STAKE, tempo: TEMPO });
  const { netuid } = built;
  const { tx, send } = net.client;
  for (const [index, { coldkey, coldkeyUri, hotkey }] of built.validators.entries()) {
    const amount = STAKE * BigInt(roles[index]!.stake - 1);
    if (amount === 0n) continue;
    net.fund(coldkey, amount + FEES);
    const stake = { hotkey: accountIdOf(hotkey), netuid, amount_staked: amount };
    await send(coldkeyUri, tx.SubtensorModule.add_stake(stake));
  }
  return {
    netuid,
    minerHotkeys: built.miners.map(({ hotkey }) => hotkey),
    validators: await Promise.all(built.validators.map(({ hotkeyUri }) => createKeypairFromUri(hotkeyUri))),
  };
}
