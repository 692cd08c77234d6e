import {
  boundedBytes,
  enumeration,
  fixedBytes,
  struct,
  u32,
  u64,
  type ValueOf,
  variant,
  vec,
} from "../../scale/index.js";

const TYPES = "pallet_drand::types";

/** A round's number, its randomness (SHA-256 of the signature) and its signature. */
export const pulse = struct(`${TYPES}::Pulse`, {
  round: u64,
  randomness: boundedBytes(32),
  signature: boundedBytes(144),
});
export type Pulse = ValueOf<typeof pulse>;

export const beaconConfiguration = struct(`${TYPES}::BeaconConfiguration`, {
  public_key: boundedBytes(96),
  period: u32,
  genesis_time: u32,
  hash: boundedBytes(32),
  group_hash: boundedBytes(32),
  scheme_id: boundedBytes(32),
  metadata: struct(`${TYPES}::Metadata`, { beacon_id: boundedBytes(32) }),
});
export type BeaconConfiguration = ValueOf<typeof beaconConfiguration>;

const multiSigner = enumeration("sp_runtime::MultiSigner", {
  Ed25519: variant(0, fixedBytes(32)),
  Sr25519: variant(1, fixedBytes(32)),
  Ecdsa: variant(2, fixedBytes(33)),
});

const params = [
  { name: "Public", type: multiSigner },
  { name: "BlockNumber", type: u32 },
];

export const pulsesPayload = struct(
  `${TYPES}::PulsesPayload`,
  { block_number: u32, pulses: vec(pulse), public: multiSigner },
  { params },
);

export const beaconConfigurationPayload = struct(
  `${TYPES}::BeaconConfigurationPayload`,
  { block_number: u32, config: beaconConfiguration, public: multiSigner },
  { params },
);
