import {
  type AnyType,
  bool,
  bytes,
  compact,
  enumeration,
  fixedBytes,
  h256,
  newtype,
  option,
  str,
  struct,
  tuple,
  u8,
  u32,
  u64,
  type ValueOf,
  variant,
  vec,
  weight,
} from "../../scale/index.js";
import { accountData, emptyBalance } from "../balances/types.js";

export const accountInfo = struct("frame_system::AccountInfo", {
  nonce: u32,
  consumers: u32,
  providers: u32,
  sufficients: u32,
  data: accountData,
});
export type AccountInfo = ValueOf<typeof accountInfo>;

export const emptyAccount = (): AccountInfo => ({
  nonce: 0,
  consumers: 0,
  providers: 0,
  sufficients: 0,
  data: emptyBalance(),
});

const perClass = <const T extends AnyType>(type: T) =>
  struct(
    "frame_support::dispatch::PerDispatchClass",
    { normal: type, operational: type, mandatory: type },
    { params: [{ name: "T", type }] },
  );

export const perClassWeight = perClass(weight);
export const perClassU32 = perClass(u32);

const engineItem = [fixedBytes(4), bytes] as const;
export const digestItem = enumeration("sp_runtime::generic::digest::DigestItem", {
  PreRuntime: variant(6, engineItem),
  Consensus: variant(4, engineItem),
  Seal: variant(5, engineItem),
  Other: variant(0, bytes),
  RuntimeEnvironmentUpdated: variant(8),
});
export type DigestItem = ValueOf<typeof digestItem>;

export const digest = struct("sp_runtime::generic::digest::Digest", { logs: vec(digestItem) });

export const phase = enumeration("frame_system::Phase", {
  ApplyExtrinsic: variant(0, u32),
  Finalization: variant(1),
  Initialization: variant(2),
});
export type Phase = ValueOf<typeof phase>;

const cowStr = newtype("Cow", str);
const cowApis = newtype("Cow", vec(tuple(fixedBytes(8), u32)));

export const runtimeVersion = struct("sp_version::RuntimeVersion", {
  spec_name: cowStr,
  impl_name: cowStr,
  authoring_version: u32,
  spec_version: u32,
  impl_version: u32,
  apis: cowApis,
  transaction_version: u32,
  system_version: u8,
});
export type RuntimeVersion = ValueOf<typeof runtimeVersion>;

export const lastRuntimeUpgradeInfo = struct("frame_system::LastRuntimeUpgradeInfo", {
  spec_version: compact(u32),
  spec_name: cowStr,
});

export const codeUpgradeAuthorization = struct("frame_system::CodeUpgradeAuthorization", {
  code_hash: h256,
  check_version: bool,
});

const weightsPerClass = struct("frame_system::limits::WeightsPerClass", {
  base_extrinsic: weight,
  max_extrinsic: option(weight),
  max_total: option(weight),
  reserved: option(weight),
});

export const blockWeights = struct("frame_system::limits::BlockWeights", {
  base_block: weight,
  max_block: weight,
  per_class: perClass(weightsPerClass),
});

export const blockLength = struct("frame_system::limits::BlockLength", { max: perClassU32 });
export const runtimeDbWeight = struct("sp_weights::RuntimeDbWeight", { read: u64, write: u64 });
