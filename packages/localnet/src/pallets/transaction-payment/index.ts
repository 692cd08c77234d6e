import { constant, defineEvents, definePallet, defineStorage, value } from "../../frame/index.js";
import { accountId, enumeration, newtype, u8, u64, u128, variant } from "../../scale/index.js";

const pallet = { name: "TransactionPayment", index: 6, path: "pallet_transaction_payment::pallet" } as const;

const releases = enumeration("pallet_transaction_payment::Releases", { V1Ancient: variant(0), V2: variant(1) });

export const storage = defineStorage(pallet.name, {
  NextFeeMultiplier: value(
    newtype("sp_arithmetic::fixed_point::FixedU128", u128),
    10n ** 18n,
    "Always one on this chain.",
  ),
  StorageVersion: value(releases, { type: "V1Ancient" }),
});

export const events = defineEvents(pallet, {
  TransactionFeePaid: variant(0, { who: accountId, actual_fee: u64, tip: u64 }, ["A fee was paid, in rao."]),
});

export const transactionPayment = definePallet({
  ...pallet,
  storage,
  events,
  constants: { OperationalFeeMultiplier: constant(u8, 5) },
});
