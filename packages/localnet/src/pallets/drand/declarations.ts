import {
  blake2_128Concat,
  defineErrors,
  defineEvents,
  defineStorage,
  identity,
  map,
  optionalMap,
  value,
} from "../../frame/index.js";
import { bool, boundedBytes, u32, u64, variant, vec } from "../../scale/index.js";
import { quicknet } from "./quicknet.js";
import { beaconConfiguration, pulse } from "./types.js";

export const pallet = { name: "Drand", index: 26, path: "pallet_drand::pallet" } as const;

export const storage = defineStorage(pallet.name, {
  BeaconConfig: value(beaconConfiguration, quicknet, "The beacon whose pulses are taken."),
  HasMigrationRun: map([identity(boundedBytes(128))], bool, false),
  Pulses: optionalMap([blake2_128Concat(u64)], pulse, "Pulses by their round."),
  LastStoredRound: value(u64, 0n, "The newest round; commits may not be for an older one."),
  OldestStoredRound: value(u64, 0n),
  NextUnsignedAt: value(u32, 0),
});

export const events = defineEvents(pallet, {
  BeaconConfigChanged: variant(0),
  NewPulse: variant(1, { rounds: vec(u64) }, ["Pulses of these rounds were stored."]),
  SetOldestStoredRound: variant(2, u64),
});

export const errors = defineErrors(pallet, {
  NoneValue: [0, "A value that is not there was read."],
  StorageOverflow: [1, "A counter reached its end."],
  DrandConnectionFailure: [2, "The beacon cannot be reached."],
  UnverifiedPulse: [3, "The pulse was not verified."],
  InvalidRoundNumber: [4, "The round does not follow the last one."],
  PulseVerificationError: [5, "The beacon has not signed the pulse."],
});
