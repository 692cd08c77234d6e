import { CodedError } from "@taostack/primitives";

export type ValidatorErrorData =
  | { readonly code: "validator/state_corrupt"; readonly path: string }
  | { readonly code: "validator/invalid_gateway"; readonly value: string }
  | { readonly code: "validator/invalid_feed"; readonly value: string }
  | { readonly code: "validator/invalid_horizons"; readonly value: string }
  | { readonly code: "validator/no_answer"; readonly asked: number }
  | { readonly code: "validator/miner_excused"; readonly hotkey: string };

export const stateCorrupt = (path: string, why: string) =>
  new CodedError<ValidatorErrorData>(
    { code: "validator/state_corrupt", path },
    `The state file ${path} cannot be read: ${why}.`,
    { remedy: "Restore it from a backup, or move it away to begin with no scores." },
  );

export const invalidGateway = (value: string, cause: unknown) =>
  new CodedError<ValidatorErrorData>(
    { code: "validator/invalid_gateway", value },
    `"${value.slice(0, 64)}" among --gateways is not a hotkey's address.`,
    { remedy: "Give the ss58 addresses of the gateways' hotkeys, with commas between them.", cause },
  );

export const invalidFeed = (value: string) =>
  new CodedError<ValidatorErrorData>(
    { code: "validator/invalid_feed", value },
    `"${value.slice(0, 128)}" among --feed is no feed.`,
    {
      remedy:
        "Give simulator:SEED, csv:PATH or exchange:https://HOST/SYMBOL/INTERVAL (1m, 5m, 15m or 1h), each asset once.",
    },
  );

export const invalidHorizons = (value: string) =>
  new CodedError<ValidatorErrorData>(
    { code: "validator/invalid_horizons", value },
    `"${value.slice(0, 128)}" are no --horizons.`,
    { remedy: "Give 1 to 64 whole numbers from 1 to 1024, ascending." },
  );

export const noAnswer = (asked: number) =>
  new CodedError<ValidatorErrorData>(
    { code: "validator/no_answer", asked },
    asked === 0 ? "No miner serves this subnet now." : "No miner that was asked could give the whole answer.",
    { remedy: "Try again; if it lasts, check the miners' logs and their endpoints on the chain." },
  );

/** A call that failed for a reason that is not its miner's. */
export const minerExcused = (hotkey: string, why: string, cause: unknown) =>
  new CodedError<ValidatorErrorData>({ code: "validator/miner_excused", hotkey }, why, { cause });
