import { CodedError } from "./errors.js";

declare const unit: unique symbol;
/** `T` with a unit that the compiler keeps apart from other units. */
export type Unit<T, Name extends string> = T & { readonly [unit]: Name };

/** u64 on chain; 1 TAO is 10^9 rao. Alpha amounts have the same scale and use the same type. */
export type Rao = Unit<bigint, "rao">;

export const RAO_PER_TAO = 1_000_000_000n;

export type AmountErrorData =
  | { readonly code: "units/rao_range"; readonly value: bigint }
  | { readonly code: "units/tao_syntax"; readonly text: string };

/** @throws `units/rao_range` outside 0 … 2^64 − 1. */
export function rao(value: bigint): Rao {
  if (value < 0n || value >= 1n << 64n) {
    throw new CodedError<AmountErrorData>({ code: "units/rao_range", value }, `${value} rao is outside 0 … 2^64 − 1.`);
  }
  return value as Rao;
}

/** `"1.5"` is 1_500_000_000 rao. A tenth decimal is refused, not rounded; thousands may be separated by commas or `_`. */
export function parseTao(text: string): Rao {
  const plain = text.trim().replace(/(?<=\d)[,_](?=\d{3})/g, "");
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d{1,9}))?$/.exec(plain) ?? [];
  if (whole === undefined) {
    throw new CodedError<AmountErrorData>({ code: "units/tao_syntax", text }, `"${text}" is not an amount.`, {
      remedy: "Write a number with at most nine decimals, such as 10 or 0.5.",
    });
  }
  return rao(BigInt(whole) * RAO_PER_TAO + BigInt(fraction.padEnd(9, "0")));
}

export interface FormatTaoOptions {
  /** Decimals shown; the rest is cut, not rounded. All nine by default, trailing zeros dropped. */
  readonly decimals?: number;
  /** Put before the number, with a space. `τ` by default; `""` for none. */
  readonly symbol?: string;
}

/** `1_204_330_000_000n` is `"τ 1,204.33"`. */
export function formatTao(amount: bigint, { decimals, symbol = "τ" }: FormatTaoOptions = {}): string {
  const magnitude = amount < 0n ? -amount : amount;
  const whole = (magnitude / RAO_PER_TAO).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const all = (magnitude % RAO_PER_TAO).toString().padStart(9, "0");
  const fraction = decimals === undefined ? all.replace(/0+$/, "") : all.slice(0, decimals);
  const number = `${amount < 0n ? "−" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
  return symbol ? `${symbol} ${number}` : number;
}
