import { type Context, call, ensure, ensureNone, ensureRoot } from "../../frame/index.js";
import { multiSignature, option, u64 } from "../../scale/index.js";
import { isBeaconSignature } from "../../timelock/index.js";
import { errors, events, storage } from "./declarations.js";
import { beaconConfigurationPayload, type Pulse, pulsesPayload } from "./types.js";

const signature = option(multiSignature);

/** A pulse that the configured beacon signed, of a round after the last one. */
function storePulse(ctx: Context, pulse: Pulse): void {
  const last = storage.LastStoredRound.get(ctx);
  ensure(pulse.round > 0n && (last === 0n || pulse.round === last + 1n), errors.InvalidRoundNumber);
  const { public_key } = storage.BeaconConfig.get(ctx);
  ensure(isBeaconSignature(pulse.round, pulse.signature, public_key), errors.PulseVerificationError);
  storage.Pulses.put(ctx, pulse.round, pulse);
  storage.LastStoredRound.put(ctx, pulse.round);
}

export const calls = {
  write_pulse: call({
    index: 0,
    args: { pulses_payload: pulsesPayload, signature },
    docs: "Stores pulses of the beacon. Sent unsigned by the block's author.",
    weight: 4_769_000_000,
    dispatch(ctx, { pulses_payload: { pulses } }) {
      ensureNone(ctx);
      for (const pulse of pulses) storePulse(ctx, pulse);
      ctx.emit(events.make.NewPulse({ rounds: pulses.map(({ round }) => round) }));
    },
  }),
  set_beacon_config: call({
    index: 1,
    args: { config_payload: beaconConfigurationPayload, signature },
    docs: "Root chooses another beacon.",
    weight: 208_766_000,
    dispatch(ctx, { config_payload: { config } }) {
      ensureRoot(ctx);
      storage.BeaconConfig.put(ctx, config);
      ctx.emit(events.make.BeaconConfigChanged());
    },
  }),
  set_oldest_stored_round: call({
    index: 2,
    args: { oldest_round: u64 },
    docs: "Root sets the oldest round that is kept.",
    weight: 105_370_000,
    dispatch(ctx, { oldest_round }) {
      ensureRoot(ctx);
      storage.OldestStoredRound.put(ctx, oldest_round);
      ctx.emit(events.make.SetOldestStoredRound(oldest_round));
    },
  }),
};
