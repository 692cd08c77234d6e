import { CodedError } from "@taostack/primitives";
import type { Context } from "./context.js";

const interactive = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** A password for a new coldkey: from TAO_WALLET_PASSWORD, else asked for twice. @throws `cli/no_password`. */
export async function newPassword(context: Context): Promise<string> {
  const given = context.surroundings.env.TAO_WALLET_PASSWORD;
  if (given) return given;
  const first = await askPassword("Password for the new coldkey");
  if ((await askPassword("The same again")) === first) return first;
  throw new CodedError({ code: "cli/passwords_differ" as const }, "The two passwords differ.", {
    remedy: "Run the command again.",
  });
}

/** The password of an encrypted coldkey: from TAO_WALLET_PASSWORD, else asked for. @throws `cli/no_password`. */
export async function existingPassword(context: Context, wallet: string): Promise<string> {
  return context.surroundings.env.TAO_WALLET_PASSWORD || askPassword(`Password of the coldkey of ${wallet}`);
}

async function askPassword(message: string): Promise<string> {
  if (!interactive()) {
    throw new CodedError(
      { code: "cli/no_password" as const },
      "A password is needed, and there is no terminal to ask for it.",
      {
        remedy: "Set TAO_WALLET_PASSWORD.",
      },
    );
  }
  const { isCancel, password } = await import("@clack/prompts");
  const answer = await password({ message, output: process.stderr });
  if (isCancel(answer)) throw notConfirmed();
  return answer;
}

/** Shows what will happen and asks. @throws `cli/not_confirmed` on anything but yes, and without a terminal unless `--yes`. */
export async function confirmSpending(context: Context, lines: readonly string[]): Promise<void> {
  for (const line of lines) context.note(line);
  if (context.options.yes) return;
  if (!interactive()) throw notConfirmed("Give --yes to go on without a terminal.");
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({ message: "Go on?", initialValue: false, output: process.stderr });
  if (isCancel(answer) || !answer) throw notConfirmed();
}

const notConfirmed = (remedy?: string) =>
  new CodedError(
    { code: "cli/not_confirmed" as const },
    "Nothing was done: it was not confirmed.",
    remedy ? { remedy } : {},
  );
