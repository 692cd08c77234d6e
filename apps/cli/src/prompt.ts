import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import type { Context } from "./context.js";
import { cliError } from "./errors.js";

/** Someone can be asked: questions go to standard error, answers come from standard input. */
export function isInteractive({ surroundings: { stdin, stderr } }: Context): boolean {
  return isTerminal(stdin) && isTerminal(stderr);
}

const isTerminal = (stream: Readable | Writable): boolean => (stream as { isTTY?: boolean }).isTTY === true;

/** A password for a new coldkey: from TAO_WALLET_PASSWORD, else asked for twice. @throws `cli/no_password`, `cli/passwords_differ`. */
export async function newPassword(context: Context): Promise<string> {
  const given = context.surroundings.env.TAO_WALLET_PASSWORD;
  if (given) return given;
  const first = await askSecret(context, "Password for the new coldkey");
  if ((await askSecret(context, "The same again")) === first) return first;
  throw cliError(
    { code: "cli/passwords_differ" },
    "The two passwords differ; nothing was written.",
    "Run the command again.",
  );
}

/**
 * The password of an encrypted coldkey: from TAO_WALLET_PASSWORD, from the file that TAO_WALLET_PASSWORD_FILE names, from the variable
 * in which the Python tools look for it, else asked for. @throws `cli/no_password`, `wallet/password_file`.
 */
export async function existingPassword(context: Context, wallet: string, keyfile: string): Promise<string | undefined> {
  const { env } = context.surroundings;
  const prompt = () => askSecret(context, `Password of the coldkey of ${wallet}`);
  const { passwordSource } = await import("@taostack/wallet");
  return passwordSource({ password: env.TAO_WALLET_PASSWORD, file: env.TAO_WALLET_PASSWORD_FILE, env, prompt })(
    keyfile,
  );
}

/** Asks for something that must not show. @throws `cli/no_password` without a terminal, `cli/not_confirmed` on Ctrl-C. */
export async function askSecret(context: Context, message: string): Promise<string> {
  if (!isInteractive(context)) {
    throw cliError(
      { code: "cli/no_password" },
      "A password is needed, and there is no terminal to ask for it.",
      "Set TAO_WALLET_PASSWORD or TAO_WALLET_PASSWORD_FILE.",
    );
  }
  const { isCancel, password } = await import("@clack/prompts");
  const { stdin, stderr } = context.surroundings;
  const validate = (value: string | undefined) => (value ? undefined : "It cannot be empty.");
  const answer = await password({ message, input: stdin, output: stderr, validate });
  if (isCancel(answer)) throw notConfirmed();
  return answer;
}

/** Shows what will happen and asks. @throws `cli/not_confirmed` on anything but yes, and without a terminal unless `--yes`. */
export async function confirmSpending(context: Context, lines: readonly string[]): Promise<void> {
  for (const line of lines) context.note(`  ${line}`);
  if (context.options.yes) return;
  if (!isInteractive(context)) throw notConfirmed("Add --yes to go on without a terminal.");
  const answer = await askLine(context, "Go on? [y/N] ");
  if (!/^y(es)?$/i.test(answer.trim())) throw notConfirmed();
}

/** Ctrl-C and the end of input are an empty answer. */
async function askLine({ surroundings: { stdin, stderr } }: Context, question: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stderr });
  const abandoned = new AbortController();
  lines.once("SIGINT", () => abandoned.abort()).once("close", () => abandoned.abort());
  try {
    return await lines.question(question, { signal: abandoned.signal });
  } catch (error) {
    if (!abandoned.signal.aborted) throw error;
    stderr.write("\n");
    return "";
  } finally {
    lines.close();
  }
}

const notConfirmed = (remedy?: string) =>
  cliError({ code: "cli/not_confirmed" }, "Nothing was done: it was not confirmed.", remedy);
