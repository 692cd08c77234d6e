import { chainError } from "../errors.js";
import type { SignedTransaction } from "./sign.js";

/** @param isOver - Its lifetime has passed, and no block of it holds it: none will. */
export const notIncluded = ({ call, hash }: SignedTransaction, waitedMs: number, isOver: boolean) =>
  chainError(
    { code: "chain/timeout", what: call, timeoutMs: waitedMs, extrinsicHash: hash },
    isOver
      ? `${call} got into no block while it was valid, and never will.`
      : `${call} was sent, but was in no block after ${Math.round(waitedMs / 1000)} s.`,
    {
      remedy: isOver
        ? "Send it again: nothing was done."
        : `It may still be included: look for extrinsic ${hash} before sending it again.`,
    },
  );
