import { type CodedError, type ErrorData, isCodedError } from "@taostack/primitives";
import { chainError, type DispatchErrorData } from "../errors.js";
import { explain } from "./explanations/index.js";

/** A node's answer to a transaction that it did not take into its pool. */
interface RpcErrorData extends ErrorData {
  readonly rpcCode: number;
  readonly rpcData?: string;
}

/**
 * `Custom error: N` of the chain's own checks, as the pallet error that means the same; the checks run before the pool takes the
 * transaction, and the call itself would fail with that error.
 */
const customErrors: Readonly<Record<number, string | ((call: string) => string)>> = {
  0: "ColdkeySwapAnnounced",
  1: (call) => (/weights/.test(call) ? "NotEnoughStakeToSetWeights" : "AmountTooLow"),
  2: "NotEnoughBalanceToStake",
  3: "SubnetNotExists",
  4: "HotKeyAccountNotExists",
  5: "NotEnoughStakeToWithdraw",
  6: rateLimitOf,
  7: "InsufficientLiquidity",
  8: "SlippageTooHigh",
  9: "TransferDisallowed",
  10: "HotKeyNotRegisteredInNetwork",
  11: "InvalidIpAddress",
  12: "ServingRateLimitExceeded",
  13: "InvalidPort",
  14: "ZeroMaxAmount",
  15: "InvalidRevealRound",
  16: "NoWeightsCommitFound",
  17: "RevealTooEarly",
  18: "InputLengthsUnequal",
  19: "HotKeyNotRegisteredInSubNet",
  20: "EvmKeyAssociateRateLimitExceeded",
  21: "ColdkeySwapDisputed",
  22: "InvalidRealAccount",
  23: "FailedShieldedTxParsing",
  24: "InvalidShieldedTxPubKeyHash",
  25: "NonAssociatedColdKey",
  26: "DelegateTakeTooLow",
  27: "DelegateTakeTooHigh",
  255: "BadRequest",
};

function rateLimitOf(call: string): string {
  if (/commit/.test(call)) return "CommittingWeightsTooFast";
  return /weights/.test(call) ? "SettingWeightsTooFast" : "NetworkTxRateLimitExceeded";
}

/** Reasons of the pool itself, by what its text contains. */
const reasons: readonly (readonly [RegExp, string, string])[] = [
  [/Inability to pay/, "the account cannot pay the fee", "Send some TAO to it first."],
  [/outdated/, "another transaction of this account was faster", "Try again."],
  [/ancient birth/, "it was signed too long ago", "Try again."],
  [/bad signature/, "its signature does not fit", "Check that the signer's key is the one that its address names."],
  [/Invalid signing address/, "this account may not make the call", "Sign with the key that the call asks for."],
  [/exhaust/, "the block has no room for it", "Try again in the next block, or do less at once."],
  [
    /Priority is too low|already imported/i,
    "the account has another transaction waiting",
    "Wait for it, then try again.",
  ],
  [/banned/, "the node refuses it for a while, since it was invalid before", "Wait some minutes, then try again."],
  [/Immediately Dropped/, "the node's pool is full", "Try again later, or use another node."],
];

/** True for a nonce that another transaction of the same account took first: with a fresh nonce it may pass. */
export const isNonceConflict = (error: unknown): boolean =>
  isRefusal(error) && (error.data.rpcCode === 1014 || /outdated/.test(error.data.rpcData ?? ""));

/** What to throw for a node's refusal of `call`; other errors come back as they are. */
export function refusalOf(error: unknown, call: string): unknown {
  if (!isRefusal(error)) return error;
  const text = error.data.rpcData ?? error.message;
  const custom = /Custom error: (\d+)/.exec(text)?.[1];
  return custom === undefined ? poolRefusal(text, call, error) : customRefusal(Number(custom), call, error);
}

function customRefusal(number: number, call: string, cause: unknown) {
  const entry = customErrors[number];
  if (entry === undefined) return poolRefusal(`custom error ${number}`, call, cause);
  const name = typeof entry === "function" ? entry(call) : entry;
  const data: DispatchErrorData = { code: `chain/${name as Capitalize<string>}`, name, call, docs: "" };
  const { why, remedy } = explain(data);
  return chainError(data, `${call} was refused: ${why}`, { cause, ...(remedy === undefined ? {} : { remedy }) });
}

export function poolRefusal(reason: string, call: string, cause?: unknown) {
  const [, why = reason, remedy] = reasons.find(([pattern]) => pattern.test(reason)) ?? [];
  return chainError({ code: "chain/invalid_transaction", call, reason }, `${call} was refused: ${why}.`, {
    cause,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/** 1000 … 1999 are the codes of the author RPCs. */
const isRefusal = (error: unknown): error is CodedError<RpcErrorData> =>
  isCodedError(error, "chain/rpc_error") && Math.floor((error.data as unknown as RpcErrorData).rpcCode / 1000) === 1;
