import type { CodedError } from "@taostack/primitives";
import type { InvalidTransaction } from "../frame/index.js";
import { type RpcErrorData, rpcError } from "./errors.js";

const TEXTS: Record<Exclude<InvalidTransaction["type"], "Custom">, string> = {
  Call: "Transaction call is not expected",
  Payment: "Inability to pay some fees (e.g. account balance too low)",
  Future: "Transaction will be valid in the future",
  Stale: "Transaction is outdated",
  BadProof: "Transaction has a bad signature",
  AncientBirthBlock: "Transaction has an ancient birth block",
  ExhaustsResources: "Transaction would exhaust the block limits",
  BadMandatory: "A call was labelled as mandatory, but resulted in an Error.",
  MandatoryValidation: "Transaction dispatch is mandatory; transactions must not be validated.",
  BadSigner: "Invalid signing address",
};

/** The chain's check refused the transaction. */
export const invalidTransaction = (reason: InvalidTransaction): CodedError<RpcErrorData> =>
  rpcError(
    1010,
    "Invalid Transaction",
    reason.type === "Custom" ? `Custom error: ${reason.value}` : TEXTS[reason.type],
  );

export const badFormat = (why: string): CodedError<RpcErrorData> =>
  rpcError(1001, `Extrinsic has invalid format: ${why}`);

export const alreadyImported = (hash: string): CodedError<RpcErrorData> =>
  rpcError(1013, "Transaction Already Imported", hash);

/** Priorities are fixed, so nothing replaces a transaction of the same sender and nonce. */
export const priorityTooLow = (priority: bigint): CodedError<RpcErrorData> =>
  rpcError(
    1014,
    `Priority is too low: (${priority} vs ${priority})`,
    "The transaction has too low priority to replace another transaction already in the pool.",
  );

export const immediatelyDropped = (): CodedError<RpcErrorData> =>
  rpcError(1016, "Immediately Dropped", "The transaction couldn't enter the pool because of the limit");
