import { immortalUids } from "@taostack/incentive";
import { type Context, ensure, type StorageItem } from "../../../frame/index.js";
import { ownerUid } from "../epoch/epoch-input.js";
import { errors } from "../errors.js";
import { storage } from "../storage/index.js";
import { ownerUids } from "./register.js";
import { hotkeysOf, indicesOf } from "./uids.js";

/** Of the uids that are to remain, so much may be immune. */
const MAX_IMMUNE_PERCENT = 80;

/** Removes the neurons that earned least until `size` are left, closes the gaps and lowers the maximum of uids. */
export function trimNeurons(ctx: Context, netuid: number, size: number): void {
  const fits = size >= storage.MinAllowedUids.get(ctx, netuid) && size <= storage.MaxAllowedUids.get(ctx, netuid);
  ensure(fits, errors.InvalidValue);
  const removed = uidsToRemove(ctx, netuid, size);
  const kept = hotkeysOf(ctx, netuid)
    .map((_, uid) => uid)
    .filter((uid) => !removed.has(uid));
  if (removed.size > 0) compress(ctx, netuid, removed, kept);
  storage.MaxAllowedUids.put(ctx, netuid, size);
}

function uidsToRemove(ctx: Context, netuid: number, size: number): ReadonlySet<number> {
  const registered = hotkeysOf(ctx, netuid).map((_, uid) => Number(storage.BlockAtRegistration.get(ctx, netuid, uid)));
  const immortal = immortalUids({
    ownerUids: ownerUids(ctx, netuid),
    blockAtRegistration: registered,
    ownerHotkeyUid: ownerUid(ctx, netuid),
    limit: storage.ImmuneOwnerUidsLimit.get(ctx, netuid),
  });
  const immunity = storage.ImmunityPeriod.get(ctx, netuid);
  const stays = registered.map((block, uid) => immortal.has(uid) || ctx.blockNumber - block < immunity);
  const immune = stays.filter(Boolean).length;
  ensure(immune * 100 <= MAX_IMMUNE_PERCENT * size, errors.TrimmingWouldExceedMaxImmunePercentage);
  const emission = storage.Emission.get(ctx, netuid);
  const weakestFirst = registered
    .map((_, uid) => uid)
    .filter((uid) => !stays[uid])
    .sort((a, b) => compare(emission[a] ?? 0n, emission[b] ?? 0n) || registered[a]! - registered[b]! || a - b);
  return new Set(weakestFirst.slice(0, Math.max(0, registered.length - size)));
}

const compare = (a: bigint, b: bigint): number => (a === b ? 0 : a < b ? -1 : 1);

/** Every neuron that stays gets the lowest free uid, in the old order. */
function compress(ctx: Context, netuid: number, removed: ReadonlySet<number>, kept: readonly number[]): void {
  const renumbered = new Map(kept.map((uid, position) => [uid, position]));
  const hotkeys = hotkeysOf(ctx, netuid);
  for (const uid of removed) dropNeuron(ctx, netuid, uid);
  for (const [to, from] of kept.entries()) {
    storage.Keys.put(ctx, netuid, to, hotkeys[from]!);
    storage.Uids.put(ctx, netuid, hotkeys[from]!, to);
    move(ctx, storage.BlockAtRegistration, netuid, from, to);
    move(ctx, storage.AssociatedEvmAddress, netuid, from, to);
  }
  for (let uid = kept.length; uid < hotkeys.length; uid += 1) storage.Keys.remove(ctx, netuid, uid);
  for (const keep of bySubnet) keep(ctx, netuid, kept);
  for (const index of indicesOf(ctx, netuid)) {
    for (const keep of byMechanism) keep(ctx, index, kept);
    renumberRows(ctx, storage.Weights, index, renumbered);
    renumberRows(ctx, storage.Bonds, index, renumbered);
  }
  storage.SubnetworkN.put(ctx, netuid, kept.length);
}

function dropNeuron(ctx: Context, netuid: number, uid: number): void {
  const hotkey = storage.Keys.get(ctx, netuid, uid);
  storage.Uids.remove(ctx, netuid, hotkey);
  storage.IsNetworkMember.remove(ctx, hotkey, netuid);
  storage.Axons.remove(ctx, netuid, hotkey);
  storage.Prometheus.remove(ctx, netuid, hotkey);
  storage.NeuronCertificates.remove(ctx, netuid, hotkey);
  storage.LastHotkeyEmissionOnNetuid.remove(ctx, hotkey, netuid);
  storage.BlockAtRegistration.remove(ctx, netuid, uid);
  storage.AssociatedEvmAddress.remove(ctx, netuid, uid);
}

/** Upwards only, so that nothing is overwritten before it has moved. */
function move<V, Q>(ctx: Context, item: StorageItem<[number, number], V, Q>, netuid: number, from: number, to: number) {
  if (from === to || !item.has(ctx, netuid, from)) return;
  item.put(ctx, netuid, to, item.take(ctx, netuid, from) as unknown as V);
}

type Keep = (ctx: Context, index: number, kept: readonly number[]) => void;

/** Leaves the entries of the uids that stay. */
const keepIn =
  <T>(vector: StorageItem<[number], T[], T[]>): Keep =>
  (ctx, index, kept) =>
    vector.mutate(ctx, index, (list) => kept.flatMap((uid) => list.slice(uid, uid + 1)));

const bySubnet: readonly Keep[] = [
  keepIn(storage.Active),
  keepIn(storage.Consensus),
  keepIn(storage.Dividends),
  keepIn(storage.Emission),
  keepIn(storage.ValidatorTrust),
  keepIn(storage.ValidatorPermit),
  keepIn(storage.StakeWeight),
];
const byMechanism: readonly Keep[] = [keepIn(storage.Incentive), keepIn(storage.LastUpdate)];

type Rows = typeof storage.Weights;

function renumberRows(ctx: Context, rows: Rows, index: number, renumbered: ReadonlyMap<number, number>): void {
  const entries = rows.entries(ctx, index);
  rows.clear(ctx, index);
  for (const [[, from], row] of entries) {
    const to = renumbered.get(from);
    if (to === undefined) continue;
    const kept = row.flatMap(([uid, value]): [number, number][] => {
      const target = renumbered.get(uid);
      return target === undefined ? [] : [[target, value]];
    });
    rows.put(ctx, index, to, kept);
  }
}
