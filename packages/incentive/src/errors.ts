import { CodedError } from "@taostack/primitives";

/** Names of the errors with which the chain's swap pallet refuses an order, spelt as on chain. */
export type SwapErrorName =
  | "SwapInputTooLarge"
  | "ReservesTooLow"
  | "PriceLimitExceeded"
  | "InsufficientLiquidity"
  | "ReservesOutOfBalance";

/** Names of the errors with which the chain refuses a weight vector, spelt as on chain. */
export type WeightErrorName =
  | "CanNotSetRootNetworkWeights"
  | "WeightVecNotEqualSize"
  | "UidsLengthExceedUidsInSubNet"
  | "HotKeyNotRegisteredInSubNet"
  | "NotEnoughStakeToSetWeights"
  | "IncorrectWeightVersionKey"
  | "SettingWeightsTooFast"
  | "NeuronNoValidatorPermit"
  | "DuplicateUids"
  | "UidVecContainInvalidOne"
  | "WeightVecLengthIsLow";

/** What errors of this package carry. `name` is the chain's own error, for callers that answer as the chain does. */
export type IncentiveErrorData =
  | { readonly code: `incentive/${SwapErrorName}`; readonly name: SwapErrorName }
  | { readonly code: `incentive/${WeightErrorName}`; readonly name: WeightErrorName }
  | { readonly code: "incentive/unknown_hotkey"; readonly hotkey: string }
  | { readonly code: "incentive/length_mismatch"; readonly argument: string; readonly length: number }
  | { readonly code: "incentive/unknown_field"; readonly argument: string; readonly field: string }
  | {
      readonly code: "incentive/out_of_range";
      readonly argument: string;
      /** Where in the argument, if it is a list. */
      readonly index?: number;
      readonly value: string;
    };

export type IncentiveError = CodedError<IncentiveErrorData>;

export function swapError(name: SwapErrorName, message: string): IncentiveError {
  return new CodedError<IncentiveErrorData>({ code: `incentive/${name}`, name }, message);
}

export function weightError(name: WeightErrorName, message: string): IncentiveError {
  return new CodedError<IncentiveErrorData>({ code: `incentive/${name}`, name }, message);
}

/** @throws `incentive/length_mismatch` unless the argument has exactly (or, with `atLeast`, no fewer than) n entries. */
export function checkLength(argument: string, length: number, n: number, atLeast = false): void {
  if (length === n || (atLeast && length > n)) return;
  throw new CodedError<IncentiveErrorData>(
    { code: "incentive/length_mismatch", argument, length },
    `${argument} has ${length} entries where ${n} are needed.`,
  );
}

/** @throws `incentive/out_of_range` for what is not a bigint that fits a u64. */
export function checkU64(argument: string, value: bigint, index?: number): void {
  if (typeof value === "bigint" && value >= 0n && value < 1n << 64n) return;
  throw rangeError(argument, value, "a bigint from 0 to 2^64 − 1", index);
}

export function rangeError(argument: string, value: unknown, range: string, index?: number): IncentiveError {
  const place = index === undefined ? argument : `${argument}[${index}]`;
  return new CodedError<IncentiveErrorData>(
    { code: "incentive/out_of_range", argument, ...(index === undefined ? {} : { index }), value: String(value) },
    `${place} is ${String(value)}, which is not ${range}.`,
  );
}

/** @throws `incentive/unknown_field` for a property that nothing would read, such as a misspelt one. */
export function checkFields(argument: string, object: object, known: ReadonlySet<string>): void {
  const field = Object.keys(object).find((name) => !known.has(name));
  if (field === undefined) return;
  throw new CodedError<IncentiveErrorData>(
    { code: "incentive/unknown_field", argument, field },
    `${argument} has no field "${field}"; there are ${[...known].join(", ")}.`,
  );
}
