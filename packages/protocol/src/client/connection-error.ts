import { status as GrpcStatus, Metadata, type ServiceError } from "@grpc/grpc-js";
import { protocolError, statusToError } from "../errors.js";
import { readReason } from "../wire/trailers.js";

/** What the transport threw before there is a session, as this package's error: nothing of it can be verified. */
export function connectionError(error: unknown): unknown {
  if (!isServiceError(error)) return error;
  if (error.code === GrpcStatus.UNAVAILABLE) {
    return protocolError("protocol/unavailable", "The neuron cannot be reached.", {
      remedy: "Check that it runs, and its host and port.",
      cause: error,
    });
  }
  const { code, details, metadata } = error;
  return statusToError({ code, details, reason: readReason(metadata) }, { verified: false, cause: error });
}

export const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && "details" in error && "metadata" in error && error.metadata instanceof Metadata;
