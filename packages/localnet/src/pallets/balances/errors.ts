import { defineErrors } from "../../frame/index.js";
import { pallet } from "./pallet.js";

export const errors = defineErrors(pallet, {
  VestingBalance: [0, "The vesting balance is too high for the value to be sent."],
  LiquidityRestrictions: [1, "Locks on the account keep the value from being withdrawn."],
  InsufficientBalance: [2, "The balance is too low for the value to be sent."],
  ExistentialDeposit: [3, "The value is too low to bring an account into being."],
  Expendability: [4, "The transfer or payment would remove the account."],
  ExistingVestingSchedule: [5, "The account has a vesting schedule already."],
  DeadAccount: [6, "The account of the beneficiary does not exist yet."],
  TooManyReserves: [7, "The account has too many named reserves."],
  TooManyHolds: [8, "The account has too many holds."],
  TooManyFreezes: [9, "The account has too many freezes."],
  IssuanceDeactivated: [10, "The issuance cannot be changed because it is deactivated."],
  DeltaZero: [11, "The change must not be zero."],
});
