import {
  type AccountId,
  accountId,
  boundedBytes,
  bTreeSet,
  bytes,
  enumeration,
  fixedBytes,
  i64,
  newtype,
  option,
  ScaleType,
  struct,
  u8,
  u16,
  u32,
  u64,
  u64f64,
  u128,
  type ValueOf,
  variant,
} from "../../scale/index.js";
import { HYPERPARAMETER_NAMES } from "./hyperparameter-names.js";

/** What the chain reads where no account is stored. */
export const ZERO_ACCOUNT: AccountId = `0x${"00".repeat(32)}`;

const pallet = (name: string): string => `pallet_subtensor::pallet::${name}`;

/** Where a neuron can be reached. `ip` is the address as one integer. */
export const axonInfo = struct(pallet("AxonInfo"), {
  block: u64,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
  protocol: u8,
  placeholder1: u8,
  placeholder2: u8,
});
export type AxonInfo = ValueOf<typeof axonInfo>;
export const NO_AXON: AxonInfo = {
  block: 0n,
  version: 0,
  ip: 0n,
  port: 0,
  ip_type: 0,
  protocol: 0,
  placeholder1: 0,
  placeholder2: 0,
};

export const prometheusInfo = struct(pallet("PrometheusInfo"), {
  block: u64,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
});
export type PrometheusInfo = ValueOf<typeof prometheusInfo>;
export const NO_PROMETHEUS: PrometheusInfo = { block: 0n, version: 0, ip: 0n, port: 0, ip_type: 0 };

export const neuronCertificate = struct(pallet("NeuronCertificate"), { public_key: boundedBytes(64), algorithm: u8 });

export const accountIdentityFields = {
  name: bytes,
  url: bytes,
  github_repo: bytes,
  image: bytes,
  discord: bytes,
  description: bytes,
  additional: bytes,
};
export const chainIdentityV2 = struct(pallet("ChainIdentityV2"), accountIdentityFields);
export type ChainIdentityV2 = ValueOf<typeof chainIdentityV2>;

export const subnetIdentityFields = {
  subnet_name: bytes,
  github_repo: bytes,
  subnet_contact: bytes,
  subnet_url: bytes,
  discord: bytes,
  description: bytes,
  logo_url: bytes,
  additional: bytes,
};
export const subnetIdentityV3 = struct(pallet("SubnetIdentityV3"), subnetIdentityFields);
export type SubnetIdentityV3 = ValueOf<typeof subnetIdentityV3>;

export const recycleOrBurnEnum = enumeration(pallet("RecycleOrBurnEnum"), { Burn: variant(0), Recycle: variant(1) });

/** What happens to claimed root dividends: sold for TAO, or kept as alpha on all or on some subnets. */
export const rootClaimTypeEnum = enumeration(pallet("RootClaimTypeEnum"), {
  Swap: variant(0),
  Keep: variant(1),
  KeepSubnets: variant(2, { subnets: bTreeSet(u16) }),
});

/** Typed by hand: the compiler does not spread an enum of so many variants. */
const hyperparameter = enumeration(
  "pallet_subtensor::utils::rate_limiting::Hyperparameter",
  Object.fromEntries(HYPERPARAMETER_NAMES.map((name, index) => [name, variant(index)])),
) as unknown as ScaleType<{ type: HyperparameterName }>;
export type HyperparameterName = (typeof HYPERPARAMETER_NAMES)[number];

/** Under which the block of the last rate-limited change is stored. */
export const rateLimitKey = enumeration("pallet_subtensor::RateLimitKey", {
  SetSNOwnerHotkey: variant(0, u16),
  OwnerHyperparamUpdate: variant(1, [u16, hyperparameter]),
  NetworkLastRegistered: variant(2),
  LastTxBlock: variant(3, accountId),
  LastTxBlockChildKeyTake: variant(4, accountId),
  LastTxBlockDelegateTake: variant(5, accountId),
  AddStakeBurn: variant(6, u16),
});
export type RateLimitKey = ValueOf<typeof rateLimitKey>;

export const lockState = struct("pallet_subtensor::staking::lock::LockState", {
  locked_mass: u64,
  conviction: u64f64,
  last_update: u64,
});

export const percent = newtype("sp_arithmetic::per_things::Percent", u8);
export const palletId = newtype("frame_support::PalletId", fixedBytes(8));

export const subnetLease = struct("pallet_subtensor::subnets::leasing::SubnetLease", {
  beneficiary: accountId,
  coldkey: accountId,
  hotkey: accountId,
  emissions_share: percent,
  end_block: option(u32),
  netuid: u16,
  cost: u64,
});

/** An i64 that is read as a number; exponents are small. */
const exponent = new ScaleType<number>(
  {
    read: (input) => Number(i64.codec.read(input)),
    write: (out, value) => i64.codec.write(out, BigInt(value)),
    minBytes: 8,
  },
  () => i64.definition,
);

/** mantissa · 10^exponent; the shares of stake. */
export const safeFloat = struct("share_pool::SafeFloat", { mantissa: u128, exponent });
export const ZERO_SAFE_FLOAT = { mantissa: 0n, exponent: 0 };
