/** `0.18`, `18%`, `18 %`, or `11796/65535`; digits, decimals and what follows. */
const decimal = /^(\d{1,20})(?:\.(\d{1,30}))?( ?%)?$/;
const ratio = /^(\d{1,20})\/(\d{1,20})$/;

/**
 * A fraction as the chain holds it: a number for 16 bits, rounded to the nearest, so that what was read can be written again; a
 * bigint for 64 bits, rounded down, so that parts of one whole never add up to more.
 * @returns `undefined` for what is no fraction.
 */
export function readFraction(bits: 16 | 64, given: unknown, form: "plain" | "typed"): number | bigint | undefined {
  if (bits === 16) {
    if (form === "typed") return isU16(given) ? given : undefined;
    const value = scaled(given, 65_535n, 2n);
    return value === undefined ? undefined : Number(value);
  }
  if (typeof given === "bigint") return given >= 0n && given < 1n << 64n ? given : undefined;
  return form === "typed" ? undefined : scaled(given, (1n << 64n) - 1n, 0n);
}

const isU16 = (given: unknown): given is number =>
  typeof given === "number" && Number.isInteger(given) && given >= 0 && given <= 65_535;

/** `given · one`; half of it is added before rounding down if `halves` is 2. */
function scaled(given: unknown, one: bigint, halves: bigint): bigint | undefined {
  const [numerator, denominator] = rationalOf(given) ?? [2n, 1n];
  if (denominator === 0n || numerator > denominator) return undefined;
  return halves === 0n
    ? (numerator * one) / denominator
    : (numerator * one * halves + denominator) / (denominator * halves);
}

function rationalOf(given: unknown): [numerator: bigint, denominator: bigint] | undefined {
  if (typeof given !== "number" && typeof given !== "string") return undefined;
  const text = typeof given === "number" ? plainDigits(given) : given.trim();
  const [, part, whole] = ratio.exec(text) ?? [];
  if (part !== undefined && whole !== undefined) return [BigInt(part), BigInt(whole)];
  const [, integer, decimals = "", percent] = decimal.exec(text) ?? [];
  if (integer === undefined) return undefined;
  const scale = 10n ** BigInt(decimals.length) * (percent === undefined ? 1n : 100n);
  return [BigInt(integer + decimals), scale];
}

/** Small numbers print with an exponent. */
const plainDigits = (value: number): string => (String(value).includes("e") ? value.toFixed(20) : String(value));
