import {
  type AnyType,
  compact,
  enumeration,
  era,
  fixedBytes,
  h256,
  newtype,
  option,
  struct,
  tuple,
  u32,
  u64,
  unit,
  variant,
} from "../scale/index.js";

export const metadataHashMode = enumeration("frame_metadata_hash_extension::Mode", {
  Disabled: variant(0),
  Enabled: variant(1),
});

/** What a signed transaction carries beside its call, in the order of the chain. */
export interface ExtensionDescription {
  readonly identifier: string;
  /** In the extrinsic. */
  readonly extra: AnyType;
  /** Signed, but not sent. */
  readonly additional: AnyType;
}

const runtimeParam = { params: [{ name: "T" }] };
const empty = (path: string): AnyType => struct(path, {}, runtimeParam);

const extension = (identifier: string, extra: AnyType, additional: AnyType = unit): ExtensionDescription => ({
  identifier,
  extra,
  additional,
});

const RUNTIME = "node_subtensor_runtime";
const SYSTEM = "frame_system::extensions";

export const extensions: readonly ExtensionDescription[] = [
  extension("CheckNonZeroSender", empty(`${SYSTEM}::check_non_zero_sender::CheckNonZeroSender`)),
  extension("CheckSpecVersion", empty(`${SYSTEM}::check_spec_version::CheckSpecVersion`), u32),
  extension("CheckTxVersion", empty(`${SYSTEM}::check_tx_version::CheckTxVersion`), u32),
  extension("CheckGenesis", empty(`${SYSTEM}::check_genesis::CheckGenesis`), h256),
  extension("CheckMortality", newtype(`${RUNTIME}::check_mortality::CheckMortality`, era, runtimeParam), h256),
  extension("CheckNonce", newtype(`${RUNTIME}::check_nonce::CheckNonce`, compact(u32), runtimeParam)),
  extension("CheckWeight", empty(`${SYSTEM}::check_weight::CheckWeight`)),
  extension(
    "ChargeTransactionPayment",
    newtype("pallet_transaction_payment::ChargeTransactionPayment", compact(u64), runtimeParam),
  ),
  extension("SudoTransactionExtension", empty(`${RUNTIME}::sudo_wrapper::SudoTransactionExtension`)),
  extension("CheckShieldedTxValidity", empty("pallet_shield::extension::CheckShieldedTxValidity")),
  extension(
    "SubtensorTransactionExtension",
    empty("pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension"),
  ),
  extension("DrandPriority", empty("pallet_drand::drand_priority::DrandPriority")),
  extension(
    "CheckMetadataHash",
    struct("frame_metadata_hash_extension::CheckMetadataHash", { mode: metadataHashMode }, runtimeParam),
    option(fixedBytes(32)),
  ),
];

const extras = extensions.map(({ extra }) => extra);

/** The chain nests its extensions, because it cannot name a tuple of thirteen. The bytes are the same. */
export const extraType: AnyType = tuple(
  tuple(...extras.slice(0, 7)),
  tuple(...extras.slice(7, 12)),
  ...extras.slice(12),
);
