import { CodedError, type CodedErrorOptions, isCodedError } from "@taostack/primitives";

export interface EndpointFailure {
  readonly endpoint: string;
  readonly reason: string;
}

/** An error that the chain's own rules gave; the code ends in the error's name as the chain spells it. */
export interface DispatchErrorData {
  readonly code: `chain/${Capitalize<string>}`;
  /** `SubtensorModule`; absent for errors of the runtime itself, such as `BadOrigin`. */
  readonly pallet?: string;
  readonly name: string;
  /** `SubtensorModule.set_weights`. */
  readonly call: string;
  /** The chain's own sentence about it. */
  readonly docs: string;
  /** Present once the extrinsic was in a block, and so has cost its fee. */
  readonly extrinsicHash?: string;
  readonly blockHash?: string;
}

export type ChainErrorData =
  | DispatchErrorData
  | { readonly code: "chain/unreachable"; readonly endpoints: readonly EndpointFailure[] }
  | { readonly code: "chain/disconnected"; readonly endpoint: string }
  | { readonly code: "chain/closed" }
  | { readonly code: "chain/bad_file"; readonly path: string; readonly reason: string }
  | {
      readonly code: "chain/wrong_genesis";
      readonly endpoint: string;
      readonly expected: string;
      readonly found: string;
    }
  | {
      readonly code: "chain/timeout";
      readonly what: string;
      readonly timeoutMs: number;
      readonly extrinsicHash?: string;
    }
  | { readonly code: "chain/rpc_error"; readonly method: string; readonly rpcCode: number; readonly rpcData?: string }
  | { readonly code: "chain/bad_response"; readonly what: string }
  | { readonly code: "chain/unsupported"; readonly kind: UnsupportedKind; readonly name: string }
  | { readonly code: "chain/invalid_transaction"; readonly call: string; readonly reason: string }
  | { readonly code: "chain/invalid_argument"; readonly argument: string }
  | { readonly code: "chain/subnet_not_found"; readonly netuid: number }
  | { readonly code: "chain/no_shield_key" }
  | { readonly code: "chain/block_not_found"; readonly block: number | string }
  | { readonly code: "chain/not_registered"; readonly netuid: number; readonly hotkey: string }
  | { readonly code: "chain/no_external_ip"; readonly host: string }
  | { readonly code: "chain/busy"; readonly endpoint: string };

export type UnsupportedKind =
  | "pallet"
  | "call"
  | "argument"
  | "metagraph field"
  | "storage"
  | "constant"
  | "runtime API";

export const chainError = <D extends ChainErrorData>(data: D, message: string, options?: CodedErrorOptions) =>
  new CodedError<D>(data, message, options);

export const disconnected = (endpoint: string, reason: string) =>
  chainError({ code: "chain/disconnected", endpoint }, `The connection to ${endpoint} ended: ${reason}.`);

export const closedError = () => chainError({ code: "chain/closed" }, "The chain client is closed.");

export const timeoutError = (what: string, timeoutMs: number, cause?: unknown) =>
  chainError({ code: "chain/timeout", what, timeoutMs }, `${what} took longer than ${timeoutMs} ms.`, {
    remedy: "Check that the node is reachable and in sync, or allow more time.",
    cause,
  });

export const unsupported = (kind: UnsupportedKind, name: string) =>
  chainError({ code: "chain/unsupported", kind, name }, `This chain has no ${kind} ${name}.`, {
    remedy: "Its runtime is older or newer than what this needs; check the endpoint and its spec version.",
  });

export const badResponse = (what: string, cause: unknown) =>
  chainError(
    { code: "chain/bad_response", what },
    `What the node gave for ${what} is not of its type: ${reasonOf(cause)}.`,
    {
      remedy: "Use another node; this one may be damaged, or its runtime newer than its metadata.",
      cause,
    },
  );

export const subnetNotFound = (netuid: number) =>
  chainError({ code: "chain/subnet_not_found", netuid }, `There is no subnet ${netuid}.`, {
    remedy: "List the subnets to see which exist.",
  });

export const noShieldKey = () =>
  chainError({ code: "chain/no_shield_key" }, "No author of a coming block has announced a key to encrypt to.", {
    remedy: "Try again in a later block, or send it unshielded.",
  });

export const blockNotFound = (block: number | string, cause?: unknown) =>
  chainError({ code: "chain/block_not_found", block }, `The node has no block ${block}, or has forgotten its state.`, {
    remedy: "Ask for a later block, or connect to an archive node for an old one.",
    cause,
  });

export function unreachable(failures: readonly EndpointFailure[]) {
  const lines = failures.map(({ endpoint, reason }) => `${endpoint} (${reason})`).join(", ");
  return chainError({ code: "chain/unreachable", endpoints: failures }, `No chain node answered: ${lines}.`, {
    remedy: "Check that the node runs and that the URL is right; a local chain is started with `tao localnet`.",
  });
}

/** One line for a log or for a list of failures. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.split("\n")[0]! : String(error);

export const isDisconnected = (error: unknown): boolean => isCodedError(error, "chain/disconnected");
