import type { Writable } from "node:stream";
import { CodedError, describeError, isCodedError } from "@taostack/primitives";
import { CommanderError } from "commander";
import { exitCodes } from "./exit-codes.js";

/** Arguments that could not have worked on any network. */
const wrongUsage = /^(cli\/(invalid_argument|empty_prompt)|units\/\w+|operations\/\w+)$/;

export interface FailureFormat {
  readonly stderr: Writable;
  /** One JSON object instead of the three parts. */
  readonly json: boolean;
  /** The stack too. */
  readonly verbose: boolean;
}

/** Prints why a command failed, and says with which exit code it ends. */
export function reportFailure(thrown: unknown, { stderr, json, verbose }: FailureFormat): number {
  const error = thrown instanceof CommanderError ? fromParser(thrown) : thrown;
  stderr.write(`${json ? JSON.stringify({ error: toJson(error) }) : describeError(error)}\n`);
  if (verbose && error instanceof Error) stderr.write(`${error.stack}\n`);
  if (thrown instanceof CommanderError) return exitCodes.wrongUsage;
  if (isCodedError(error, "cli/not_confirmed")) return exitCodes.notConfirmed;
  return isCodedError(error) && wrongUsage.test(error.code) ? exitCodes.wrongUsage : exitCodes.failed;
}

/** The parser's `error: unknown command 'x'\n(Did you mean y?)` in our three parts. */
function fromParser({ code, message }: CommanderError): CodedError {
  const [first = "", suggestion] = message.replace(/^error: /, "").split("\n");
  const reason = code.replace("commander.", "").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const remedy = suggestion?.replace(/^\((.*)\)$/, "$1") ?? "Add --help to see what it takes.";
  return new CodedError({ code: `cli/${reason}` }, `${first.charAt(0).toUpperCase()}${first.slice(1)}.`, { remedy });
}

function toJson(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  return isCodedError(error)
    ? { code: error.data.code, message: error.message, remedy: error.remedy }
    : { message: error.message };
}
