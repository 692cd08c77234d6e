import { mechanismIndex } from "@taostack/incentive";
import { type Context, ensure, type Readable, type StorageItem } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { mechanismsOf } from "../networks/networks.js";
import { storage } from "../storage/index.js";

/** The uid of a hotkey. @throws HotKeyNotRegisteredInSubNet. */
export function uidOf(at: Readable, netuid: number, hotkey: AccountId): number {
  const uid = storage.Uids.get(at, netuid, hotkey);
  ensure(uid !== undefined, errors.HotKeyNotRegisteredInSubNet);
  return uid;
}

/** The hotkeys of a subnet by uid. */
export const hotkeysOf = (at: Readable, netuid: number): AccountId[] =>
  Array.from({ length: storage.SubnetworkN.get(at, netuid) }, (_, uid) => storage.Keys.get(at, netuid, uid));

/** Storage indices of a subnet's mechanisms. */
export const indicesOf = (at: Readable, netuid: number): number[] =>
  mechanismsOf(at, netuid).map((mechanism) => mechanismIndex(netuid, mechanism));

type Vector<T> = StorageItem<[number], T[], T[]>;

function setAt<T>(ctx: Context, item: Vector<T>, index: number, uid: number, value: T): void {
  item.mutate(ctx, index, (vector) => {
    if (uid <= vector.length) vector[uid] = value;
    return vector;
  });
}

function bindHotkey(ctx: Context, netuid: number, uid: number, hotkey: AccountId): void {
  storage.Keys.put(ctx, netuid, uid, hotkey);
  storage.Uids.put(ctx, netuid, hotkey, uid);
  storage.BlockAtRegistration.put(ctx, netuid, uid, BigInt(ctx.blockNumber));
  storage.IsNetworkMember.put(ctx, hotkey, netuid, true);
}

/** Sets a uid's results to those of a newcomer; a uid at the end of the vectors extends them. */
function clearResults(ctx: Context, netuid: number, uid: number): void {
  setAt(ctx, storage.Active, netuid, uid, true);
  setAt(ctx, storage.Emission, netuid, uid, 0n);
  setAt(ctx, storage.Consensus, netuid, uid, 0);
  setAt(ctx, storage.Dividends, netuid, uid, 0);
  setAt(ctx, storage.ValidatorTrust, netuid, uid, 0);
  setAt(ctx, storage.ValidatorPermit, netuid, uid, false);
  for (const index of indicesOf(ctx, netuid)) {
    setAt(ctx, storage.Incentive, index, uid, 0);
    setAt(ctx, storage.LastUpdate, index, uid, BigInt(ctx.blockNumber));
  }
}

/** Gives the next free uid to the hotkey. */
export function appendNeuron(ctx: Context, netuid: number, hotkey: AccountId): number {
  const uid = storage.SubnetworkN.get(ctx, netuid);
  storage.SubnetworkN.put(ctx, netuid, uid + 1);
  clearResults(ctx, netuid, uid);
  bindHotkey(ctx, netuid, uid, hotkey);
  return uid;
}

/** Gives the uid of a pruned neuron to the hotkey. The uid of the subnet's owner hotkey is never replaced. */
export function replaceNeuron(ctx: Context, netuid: number, uid: number, hotkey: AccountId): void {
  const pruned = storage.Keys.get(ctx, netuid, uid);
  if (pruned === storage.SubnetOwnerHotkey.get(ctx, netuid)) return;
  storage.Uids.remove(ctx, netuid, pruned);
  storage.IsNetworkMember.remove(ctx, pruned, netuid);
  storage.Axons.remove(ctx, netuid, pruned);
  storage.Prometheus.remove(ctx, netuid, pruned);
  storage.NeuronCertificates.remove(ctx, netuid, pruned);
  storage.AssociatedEvmAddress.remove(ctx, netuid, uid);
  clearResults(ctx, netuid, uid);
  storage.StakeWeight.mutate(ctx, netuid, (weights) => weights.map((weight, at) => (at === uid ? 0 : weight)));
  for (const index of indicesOf(ctx, netuid)) forgetWeights(ctx, index, uid);
  bindHotkey(ctx, netuid, uid, hotkey);
}

/** Deletes what the uid has set, and zeroes what others have set for it. Their bonds to it stay. */
function forgetWeights(ctx: Context, index: number, uid: number): void {
  storage.Weights.remove(ctx, index, uid);
  storage.Bonds.remove(ctx, index, uid);
  for (const [[, from], row] of storage.Weights.entries(ctx, index)) {
    if (!row.some(([to, weight]) => to === uid && weight !== 0)) continue;
    const zeroed = row.map(([to, weight]): [number, number] => [to, to === uid ? 0 : weight]);
    storage.Weights.put(ctx, index, from, zeroed);
  }
}
