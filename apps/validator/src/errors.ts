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

export const noAnswer = (asked: number) =>
  new CodedError<ValidatorErrorData>(
    { code: "validator/no_answer", asked },
    asked === 0 ? "No miner serves this subnet now." : `None of the ${asked} miners that were asked gave an answer.`,
    { remedy: "Try again; if it lasts, check the miners' logs and their endpoints on the chain." },
  );
