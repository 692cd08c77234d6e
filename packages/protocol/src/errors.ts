import { status as GrpcStatus } from "@grpc/grpc-js";
import { CodedError, isCodedError } from "@taostack/primitives";

/** The one table between our codes and gRPC's. */
const statusOfCode = {
  "protocol/cancelled": GrpcStatus.CANCELLED,
  "protocol/invalid_argument": GrpcStatus.INVALID_ARGUMENT,
  "protocol/deadline_exceeded": GrpcStatus.DEADLINE_EXCEEDED,
  "protocol/not_found": GrpcStatus.NOT_FOUND,
  "protocol/permission_denied": GrpcStatus.PERMISSION_DENIED,
  "protocol/resource_exhausted": GrpcStatus.RESOURCE_EXHAUSTED,
  "protocol/failed_precondition": GrpcStatus.FAILED_PRECONDITION,
  "protocol/unimplemented": GrpcStatus.UNIMPLEMENTED,
  "protocol/internal": GrpcStatus.INTERNAL,
  "protocol/unavailable": GrpcStatus.UNAVAILABLE,
  "protocol/data_loss": GrpcStatus.DATA_LOSS,
  "protocol/unauthenticated": GrpcStatus.UNAUTHENTICATED,
} as const;

export type ProtocolErrorCode = keyof typeof statusOfCode;

/** Why, for programs. The list is closed: a peer's other words are dropped. */
const reasons = [
  "no_session",
  "unknown_session",
  "bad_tag",
  "replayed",
  "unsupported_version",
  "wrong_network",
  "wrong_netuid",
  "wrong_hotkey",
  "clock_skew",
  "bad_signature",
  "malformed",
  "too_large",
  "too_many_calls",
  "truncated",
  "tampered",
  "stopping",
] as const;

export type ProtocolErrorReason = (typeof reasons)[number];

export interface ProtocolErrorData {
  readonly code: ProtocolErrorCode;
  readonly reason?: ProtocolErrorReason | undefined;
  /**
   * True only if the peer itself said so: its tag covers the status. False for what this side found, and for what the
   * transport, or anyone on the path, may have said.
   */
  readonly verified: boolean;
}

export type ProtocolError = CodedError<ProtocolErrorData>;

export interface ProtocolErrorOptions {
  readonly reason?: ProtocolErrorReason | undefined;
  readonly verified?: boolean;
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** Makes an error that crosses the wire as it is: a handler that throws one tells its caller code, reason and message. */
export function protocolError(
  code: ProtocolErrorCode,
  message: string,
  { reason, verified = false, ...options }: ProtocolErrorOptions = {},
): ProtocolError {
  return new CodedError({ code, reason, verified }, message, options);
}

/** The guard of this package's errors; with `code`, only for that code. */
export function isProtocolError(error: unknown, code?: ProtocolErrorCode): error is ProtocolError {
  return isCodedError(error, code) && error.data.code in statusOfCode;
}

/** What goes over the wire of an error. */
export interface WireStatus {
  readonly code: GrpcStatus;
  readonly details: string;
  readonly reason: ProtocolErrorReason | undefined;
}

/** Longest text of an error that is sent. */
const MAX_DETAILS = 512;

/** Errors that came from a peer or from the transport. What they say is said to this side. */
const received = new WeakSet<Error>();

/**
 * Only an error that was made for the caller is told. Errors of other packages, and what went wrong between this server and others, are
 * its own affair: they become `internal`, without a word of theirs.
 */
export function errorToStatus(error: unknown): WireStatus {
  if (!isProtocolError(error) || received.has(error))
    return { code: GrpcStatus.INTERNAL, details: "internal error", reason: undefined };
  const { code, reason } = error.data;
  return { code: statusOfCode[code], details: wellFormed(error.message.slice(0, MAX_DETAILS)), reason };
}

const codeOfStatus = new Map<GrpcStatus, ProtocolErrorCode>(
  Object.entries(statusOfCode).map(([code, status]) => [status, code as ProtocolErrorCode]),
);

/** A status without a code of ours becomes `internal`. */
export function statusToError(
  { code, details, reason }: { code: GrpcStatus; details: string; reason?: string | undefined },
  options: { readonly verified: boolean; readonly cause?: unknown; readonly remedy?: string },
): ProtocolError {
  const known = reasons.find((candidate) => candidate === reason);
  const message = details || "The call failed.";
  const error = protocolError(codeOfStatus.get(code) ?? "protocol/internal", message, { ...options, reason: known });
  received.add(error);
  return error;
}

/** Half a surrogate pair would make the transport throw when it escapes the text. */
const wellFormed = (text: string): string => Buffer.from(text, "utf8").toString("utf8");
