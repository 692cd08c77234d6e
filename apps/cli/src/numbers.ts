import { CodedError, parseTao, type Rao } from "@taostack/primitives";

/** @param argument - As the user knows it: `--netuid`, `amount`. @throws `cli/invalid_argument`. */
export function wholeNumber(argument: string, text: string, max = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= max) return value;
  throw invalidArgument(
    argument,
    text,
    `It takes a whole number${max === Number.MAX_SAFE_INTEGER ? "" : ` up to ${max}`}.`,
  );
}

export const netuidOf = (text: string): number => wholeNumber("netuid", text, 65_535);

/** An amount above zero. @throws `units/tao_syntax`, `cli/invalid_argument`. */
export function positiveAmount(text: string): Rao {
  const amount = parseTao(text);
  if (amount > 0n) return amount;
  throw invalidArgument("amount", text, "Give an amount above zero.");
}

export const invalidArgument = (argument: string, text: string, remedy: string) =>
  new CodedError({ code: "cli/invalid_argument" as const, argument }, `${argument} is "${text}".`, { remedy });
