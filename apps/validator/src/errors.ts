import { CodedError } from "@taostack/primitives";

export type ValidatorErrorData =
  | { readonly code: "validator/state_corrupt"; readonly path: string }
  | { readonly code: "validator/no_answer"; readonly asked: number };

export const stateCorrupt = (path: string) =>
  new CodedError<ValidatorErrorData>(
    { code: "validator/state_corrupt", path },
    `The state file ${path} cannot be read.`,
    {
      remedy: "Restore it from a backup, or move it away to begin with no scores.",
    },
  );

/** @param reasons - What each miner that was asked said, or why it could not be asked. */
export const noAnswer = (reasons: readonly string[]) =>
  new CodedError<ValidatorErrorData>(
    { code: "validator/no_answer", asked: reasons.length },
    reasons.length === 0 ? "No miner serves this subnet now." : `No miner answered (${reasons.join("; ")}).`,
    { remedy: "Try again; if it lasts, check the miners' logs and their endpoints on the chain." },
  );
