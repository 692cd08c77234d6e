import type { Rao } from "@taostack/primitives";
import type { Context } from "./context.js";
import { cliError } from "./errors.js";

/** Says before anyone confirms or types a password that it cannot work. @throws `cli/insufficient_funds`. */
export function requireFunds(context: Context, name: string, { free, amount }: { free: Rao; amount: Rao }): void {
  if (amount <= free) return;
  throw cliError(
    { code: "cli/insufficient_funds", free, amount },
    `${name} has ${context.amount(free)} free, and this takes ${context.payment(amount)}.`,
    "Use a smaller amount, or add funds.",
  );
}
