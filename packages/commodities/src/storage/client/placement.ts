import { createHash } from "node:crypto";
import { storageError } from "../errors.js";
import type { StoragePeer } from "./peer.js";

export interface StorageMiner {
  readonly hotkey: string;
  /** Who owns the miner. */
  readonly coldkey: string;
  /** Where it runs: the address, or its network. Miners of one host fail together. */
  readonly host: string;
  readonly peer: StoragePeer;
}

/**
 * The order in which miners are taken for an object: by a hash of both, so that every object spreads differently and the same object
 * always alike.
 */
export function rankMiners(seed: string, miners: readonly StorageMiner[]): StorageMiner[] {
  const rank = new Map(
    miners.map(({ hotkey }) => [hotkey, createHash("sha256").update(`${seed}\0${hotkey}`).digest()]),
  );
  return [...miners].sort((a, b) => Buffer.compare(rank.get(a.hotkey)!, rank.get(b.hotkey)!));
}

/** The first so many miners of which no two share an owner or a host, with each other or with those taken. */
export function pickDistinct(
  ranked: readonly StorageMiner[],
  count: number,
  taken: readonly StorageMiner[] = [],
): StorageMiner[] {
  const owners = new Set(taken.map(({ coldkey }) => coldkey));
  const hosts = new Set(taken.map(({ host }) => host));
  const picked: StorageMiner[] = [];
  for (const miner of ranked) {
    if (picked.length === count) break;
    if (owners.has(miner.coldkey) || hosts.has(miner.host)) continue;
    owners.add(miner.coldkey);
    hosts.add(miner.host);
    picked.push(miner);
  }
  return picked;
}

/** @throws `storage/too_few_owners` */
export function placeObject(seed: string, miners: readonly StorageMiner[], count: number): StorageMiner[] {
  const picked = pickDistinct(rankMiners(seed, miners), count);
  if (picked.length === count) return picked;
  throw storageError(
    "storage/too_few_owners",
    `${count} miners of distinct owners and hosts are needed; there are ${picked.length}.`,
    { remedy: "Lower n, or wait for more miners." },
  );
}
