import {
  type EpochOutput,
  epoch,
  type HotkeyEmission,
  type MergedEpoch,
  mechanismIndex,
  mergeMechanisms,
  pairsOfRow,
  splitMechanismEmission,
} from "@taostack/incentive";
import type { Context } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { events } from "../events.js";
import { storage } from "../storage/index.js";
import { epochInput, snapshotOf } from "./epoch-input.js";

/** Runs the epoch of all mechanisms of a subnet, stores what it yields, and returns each hotkey's part in account order. */
export function runEpoch(ctx: Context, netuid: number, emission: bigint): HotkeyEmission[] {
  const subnet = snapshotOf(ctx, netuid);
  const count = storage.MechanismCountCurrent.get(ctx, netuid);
  const parts = splitMechanismEmission(emission, count, storage.MechanismEmissionSplit.get(ctx, netuid));
  const outputs = parts.map((part, mechanism) => {
    const index = mechanismIndex(netuid, mechanism);
    const output = epoch(epochInput(ctx, subnet, index, part));
    storeMechanism(ctx, index, subnet.hotkeys.length, output);
    return output;
  });
  const merged = mergeMechanisms(outputs, parts);
  storeSubnet(ctx, netuid, merged);
  return byAccount(subnet.hotkeys, merged);
}

function storeMechanism(ctx: Context, index: number, n: number, output: EpochOutput): void {
  storage.Incentive.put(ctx, index, [...output.incentive]);
  for (let uid = 0; uid < n; uid += 1) storage.Bonds.put(ctx, index, uid, pairsOfRow(output.bonds, uid));
  const emissions = [...output.serverEmission];
  ctx.emit(events.make.IncentiveAlphaEmittedToMiners({ netuid: index, emissions }));
}

function storeSubnet(ctx: Context, netuid: number, merged: MergedEpoch): void {
  storage.Active.put(ctx, netuid, Array.from(merged.active, Boolean));
  storage.Emission.put(ctx, netuid, [...merged.emission]);
  storage.Consensus.put(ctx, netuid, [...merged.consensus]);
  storage.Dividends.put(ctx, netuid, [...merged.dividends]);
  storage.ValidatorTrust.put(ctx, netuid, [...merged.validatorTrust]);
  storage.ValidatorPermit.put(ctx, netuid, Array.from(merged.validatorPermit, Boolean));
  storage.StakeWeight.put(ctx, netuid, [...merged.stakeWeight]);
}

const byAccount = (hotkeys: readonly AccountId[], merged: MergedEpoch): HotkeyEmission[] =>
  hotkeys
    .map((hotkey, uid) => ({
      hotkey,
      serverEmission: merged.serverEmission[uid] ?? 0n,
      validatorEmission: merged.validatorEmission[uid] ?? 0n,
    }))
    .sort((a, b) => (a.hotkey < b.hotkey ? -1 : 1));
