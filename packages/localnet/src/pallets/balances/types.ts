import { enumeration, fixedBytes, newtype, struct, u64, u128, type ValueOf, variant } from "../../scale/index.js";

/** Bit 127 marks accounts in the layout that all accounts of this chain have. */
export const NEW_LAYOUT = 1n << 127n;

/** Amounts in rao. */
export const accountData = struct("pallet_balances::types::AccountData", {
  free: u64,
  reserved: u64,
  frozen: u64,
  flags: newtype("pallet_balances::types::ExtraFlags", u128),
});
export type AccountData = ValueOf<typeof accountData>;

export const emptyBalance = (): AccountData => ({ free: 0n, reserved: 0n, frozen: 0n, flags: NEW_LAYOUT });

const reasons = enumeration("pallet_balances::types::Reasons", {
  Fee: variant(0),
  Misc: variant(1),
  All: variant(2),
});

export const balanceLock = struct("pallet_balances::types::BalanceLock", {
  id: fixedBytes(8),
  amount: u64,
  reasons,
});

export const reserveData = struct("pallet_balances::types::ReserveData", { id: fixedBytes(8), amount: u64 });

export const adjustmentDirection = enumeration("pallet_balances::types::AdjustmentDirection", {
  Increase: variant(0),
  Decrease: variant(1),
});

export const balanceStatus = enumeration("frame_support::traits::tokens::misc::BalanceStatus", {
  Free: variant(0),
  Reserved: variant(1),
});

// No composed pallet holds or freezes balances, so neither enum has variants.
const holdReason = enumeration("node_subtensor_runtime::RuntimeHoldReason", {});
const freezeReason = enumeration("node_subtensor_runtime::RuntimeFreezeReason", {});
const ID_AMOUNT = "frame_support::traits::tokens::misc::IdAmount";

export const holdIdAmount = struct(ID_AMOUNT, { id: holdReason, amount: u64 });
export const freezeIdAmount = struct(ID_AMOUNT, { id: freezeReason, amount: u64 });
