import { parseTao, type Rao } from "@taostack/primitives";
import { invalidArgument } from "./errors.js";

export interface WholeNumberRange {
  readonly min?: number;
  readonly max?: number;
}

/** @param argument - As the user knows it: `--netuid`, `amount`. @throws `cli/invalid_argument`. */
export function wholeNumber(argument: string, text: string, { min = 0, max }: WholeNumberRange = {}): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= (max ?? Number.MAX_SAFE_INTEGER)) return value;
  const range = max === undefined ? (min === 0 ? "" : ` from ${min} up`) : ` from ${min} to ${max}`;
  throw invalidArgument(argument, text, `It takes a whole number${range}.`);
}

/** @throws `cli/invalid_argument`. */
export function decimalNumber(argument: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value >= min && value <= max) return value;
  throw invalidArgument(argument, text, `It takes a number from ${min} to ${max}.`);
}

export const netuidOf = (text: string, argument = "--netuid"): number => wholeNumber(argument, text, { max: 65_535 });

/** A block's number, or its hash. */
export const blockOf = (text: string): number | string => (text.startsWith("0x") ? text : wholeNumber("--at", text));

export const portOf = (argument: string, text: string): number => wholeNumber(argument, text, { min: 1, max: 65_535 });

/** An amount above zero. @throws `units/tao_syntax`, `units/rao_range`, `cli/invalid_argument`. */
export function positiveAmount(text: string): Rao {
  const amount = parseTao(text);
  if (amount > 0n) return amount;
  throw invalidArgument("amount", text, "Give an amount above zero.");
}
