import { status as GrpcStatus, Metadata, type ServiceError } from "@grpc/grpc-js";
import { protocolError, statusToError } from "../errors.js";
import { endIsAuthentic, readReason } from "../wire/trailers.js";
import type { ClientSession } from "./session.js";

/** Where a call stands when it fails. */
export interface CallPosition {
  readonly session: ClientSession;
  readonly counter: number;
  /** Replies received so far. */
  readonly received: number;
  readonly signal: AbortSignal;
}

/** What the transport threw in a call, as this package's error. Anything else is passed through. */
export function callError(error: unknown, { session, counter, received, signal }: CallPosition): unknown {
  if (!isServiceError(error)) return error;
  if (signal.aborted) return signal.reason;
  const end = { code: error.code, details: error.details, reason: readReason(error.metadata) };
  const verified = endIsAuthentic(session.keys.toClient, counter, received, end, error.metadata);
  return statusToError(end, { verified, cause: error });
}

/** The same before there is a session: nothing can be verified. */
export function connectionError(error: unknown): unknown {
  if (!isServiceError(error)) return error;
  if (error.code === GrpcStatus.UNAVAILABLE) {
    return protocolError("protocol/unavailable", "The neuron cannot be reached.", {
      remedy: "Check that it runs, and its host and port.",
      cause: error,
    });
  }
  return statusToError({ ...error, reason: readReason(error.metadata) }, { verified: false, cause: error });
}

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && "details" in error && "metadata" in error && error.metadata instanceof Metadata;
