import { sha256 } from "@noble/hashes/sha2.js";
import { equalBytes } from "@taostack/primitives";
import { type Context, type ReadContext, seedOf } from "../../frame/index.js";
import { createDevelopmentBeacon, type DevelopmentBeacon, roundAt } from "../../timelock/index.js";
import { events, storage } from "./declarations.js";
import { quicknet } from "./quicknet.js";
import type { BeaconConfiguration, Pulse } from "./types.js";

const OWN_ID = new TextEncoder().encode("localnet");

const beaconOf = ({ state }: Pick<ReadContext, "state">): DevelopmentBeacon => createDevelopmentBeacon(seedOf(state));

/** The beacon of this chain, with quicknet's clock, so that clients count its rounds as they always do. */
export function ownBeaconConfig(at: Pick<ReadContext, "state">): BeaconConfiguration {
  const public_key = beaconOf(at).publicKey;
  const hash = sha256(public_key);
  return { ...quicknet, public_key, hash, group_hash: hash, metadata: { beacon_id: OWN_ID } };
}

/** Whether the chain follows its own beacon. With any other, pulses have to be written into it. */
const followsOwnBeacon = (at: ReadContext): boolean =>
  equalBytes(storage.BeaconConfig.get(at).metadata.beacon_id, OWN_ID);

/**
 * The pulse of a round, once it is published. The chain's own beacon signs a round when it is first asked for: signing
 * each of the rounds between two blocks would cost many times what an empty block does.
 */
export function pulseOf(ctx: Context, round: bigint): Pulse | undefined {
  const stored = storage.Pulses.get(ctx, round);
  if (stored || round === 0n || round > roundAt(ctx.now) || !followsOwnBeacon(ctx)) return stored;
  const signature = beaconOf(ctx).sign(round);
  const pulse = { round, randomness: sha256(signature), signature };
  storage.Pulses.put(ctx, round, pulse);
  ctx.emit(events.make.NewPulse({ rounds: [round] }));
  return pulse;
}

/** At the end of each block: which rounds have come. */
export function followClock(ctx: Context): void {
  if (followsOwnBeacon(ctx)) storage.LastStoredRound.put(ctx, roundAt(ctx.now));
}
