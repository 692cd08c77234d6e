import {
  boundedBytes,
  boundedVec,
  enumeration,
  fixedBytes,
  type ScaleType,
  struct,
  u32,
  u64,
  type ValueOf,
  type Variants,
  variant,
} from "../../scale/index.js";

export const MAX_FIELDS = 3;
const MAX_RAW = 128;
const hash = fixedBytes(32);

/** `Raw0` … `Raw128`: so many bytes without a length. */
const raw: Variants = Object.fromEntries(
  Array.from({ length: MAX_RAW + 1 }, (_, length) => [`Raw${length}`, variant(length + 1, fixedBytes(length))]),
);

export interface Timelocked {
  readonly encrypted: Uint8Array;
  readonly reveal_round: bigint;
}

/** One field: bytes by length, a hash, bytes that open at a round of the beacon, or a wish to forget bonds. */
export type CommitmentData =
  | { readonly type: `Raw${number}` | "BigRaw"; readonly value: Uint8Array }
  | { readonly type: "BlakeTwo256" | "Sha256" | "Keccak256" | "ShaThree256"; readonly value: Uint8Array }
  | { readonly type: "TimelockEncrypted"; readonly value: Timelocked }
  | { readonly type: "None" | "ResetBondsFlag"; readonly value?: undefined };

/** Typed by hand: the compiler does not spread an enum of so many variants. */
const data = enumeration("pallet_commitments::types::Data", {
  None: variant(0),
  ...raw,
  BlakeTwo256: variant(130, hash),
  Sha256: variant(131, hash),
  Keccak256: variant(132, hash),
  ShaThree256: variant(133, hash),
  TimelockEncrypted: variant(134, { encrypted: boundedBytes(1024), reveal_round: u64 }),
  ResetBondsFlag: variant(135),
  BigRaw: variant(136, boundedBytes(512)),
}) as unknown as ScaleType<CommitmentData>;

export const commitmentInfo = struct(
  "pallet_commitments::types::CommitmentInfo",
  { fields: boundedVec(data, MAX_FIELDS) },
  { params: [{ name: "FieldLimit" }] },
);

export const registration = struct(
  "pallet_commitments::types::Registration",
  { deposit: u64, block: u32, info: commitmentInfo },
  { params: [{ name: "Balance", type: u64 }, { name: "MaxFields" }, { name: "BlockNumber", type: u32 }] },
);
export type Registration = ValueOf<typeof registration>;

export const usageTracker = struct("pallet_commitments::types::UsageTracker", { last_epoch: u64, used_space: u64 });
