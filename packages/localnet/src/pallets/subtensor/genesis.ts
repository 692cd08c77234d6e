import { safeFloat } from "@taostack/incentive";
import type { Context, GenesisConfig } from "../../frame/index.js";
import { ROOT } from "./networks/networks.js";
import { freeSymbol } from "./networks/symbols.js";
import { appendNeuron } from "./neurons/uids.js";
import { storage } from "./storage/index.js";
import { ZERO_ACCOUNT } from "./types.js";

const FIRST_SUBNET = 1;
const DEFAULT_TEMPO = 100;

/** A fresh local chain: the root network, and a subnet 1 that belongs to nobody. */
export function buildGenesis(ctx: Context, { tempo = DEFAULT_TEMPO }: GenesisConfig): void {
  addNetwork(ctx, ROOT, DEFAULT_TEMPO);
  storage.MaxAllowedUids.put(ctx, ROOT, 64);
  // The live networks have it, and without it nobody can stake on root.
  storage.SubtokenEnabled.put(ctx, ROOT, true);
  storage.TargetRegistrationsPerInterval.put(ctx, ROOT, 1);
  storage.SubnetOwnerHotkey.put(ctx, ROOT, ZERO_ACCOUNT);
  addNetwork(ctx, FIRST_SUBNET, tempo);
  storage.MaxAllowedUids.put(ctx, FIRST_SUBNET, 256);
  storage.SubnetMechanism.put(ctx, FIRST_SUBNET, 1);
  fillFirstSubnet(ctx);
}

function addNetwork(ctx: Context, netuid: number, tempo: number): void {
  storage.NetworksAdded.put(ctx, netuid, true);
  storage.TotalNetworks.mutate(ctx, (count) => count + 1);
  storage.SubnetworkN.put(ctx, netuid, 0);
  storage.MaxAllowedValidators.put(ctx, netuid, 64);
  storage.MinAllowedWeights.put(ctx, netuid, 0);
  storage.Tempo.put(ctx, netuid, tempo);
  storage.NetworkRegistrationAllowed.put(ctx, netuid, true);
  storage.TokenSymbol.put(ctx, netuid, freeSymbol(ctx, netuid));
  storage.SubnetOwner.put(ctx, netuid, ZERO_ACCOUNT);
}

/** Its pool holds 10 TAO and 10 alpha; its only neuron is the zero account with one alpha. */
function fillFirstSubnet(ctx: Context): void {
  const staked = 1_000_000_000n;
  storage.SubnetAlphaIn.put(ctx, FIRST_SUBNET, 10_000_000_000n);
  storage.SubnetTAO.put(ctx, FIRST_SUBNET, 10_000_000_000n);
  storage.SubnetAlphaOut.put(ctx, FIRST_SUBNET, staked);
  storage.SubnetLocked.put(ctx, FIRST_SUBNET, 1n);
  storage.LargestLocked.put(ctx, FIRST_SUBNET, 1n);
  storage.Owner.put(ctx, ZERO_ACCOUNT, ZERO_ACCOUNT);
  storage.TotalHotkeyAlpha.put(ctx, ZERO_ACCOUNT, FIRST_SUBNET, staked);
  storage.TotalHotkeySharesV2.put(ctx, ZERO_ACCOUNT, FIRST_SUBNET, { ...safeFloat(staked) });
  storage.AlphaV2.put(ctx, ZERO_ACCOUNT, ZERO_ACCOUNT, FIRST_SUBNET, { ...safeFloat(staked) });
  appendNeuron(ctx, FIRST_SUBNET, ZERO_ACCOUNT);
}
