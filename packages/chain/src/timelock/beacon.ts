import type { ChainReader } from "../chain-reader.js";

/** The beacon whose signatures the chain opens timelocked values with: drand's quicknet on the public networks. */
export interface Beacon {
  /** 96 bytes, a compressed point of G2. */
  readonly publicKey: Uint8Array;
  /** Seconds since 1970 of its first round. */
  readonly genesisS: number;
  /** Seconds between two rounds. */
  readonly periodS: number;
}

interface StoredBeacon {
  readonly publicKey: Uint8Array;
  readonly genesisTime: number;
  readonly period: number;
}

export async function readBeacon(chain: ChainReader): Promise<Beacon> {
  const stored = await chain.query<StoredBeacon>("Drand", "BeaconConfig");
  return { publicKey: stored.publicKey, genesisS: Number(stored.genesisTime), periodS: Number(stored.period) };
}

/** The round that the beacon publishes at a time or just before; at least the first. */
export function roundAt({ genesisS, periodS }: Beacon, timeMs: number): bigint {
  return BigInt(Math.max(1, Math.floor((timeMs / 1000 - genesisS) / periodS)));
}

/** When a block some blocks ahead will be there, by the newest block's time. Milliseconds since 1970. */
export async function timeOfBlockAhead(chain: ChainReader, blocks: number): Promise<number> {
  const now = await chain.query<bigint>("Timestamp", "Now");
  return Number(now) + blocks * Number(chain.constant<bigint>("Aura", "SlotDuration"));
}
