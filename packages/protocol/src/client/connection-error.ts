import { status as GrpcStatus, Metadata, type ServiceError } from "@grpc/grpc-js";
import { statusToError } from "../errors.js";
import { readReason } from "../wire/trailers.js";

/** What the transport threw before there is a session, as this package's error: nothing of it can be verified. */
export function connectionError(error: unknown): unknown {
  if (!isServiceError(error)) return error;
  const { code, details, metadata } = error;
  const unreachable = code === GrpcStatus.UNAVAILABLE;
  const told = { code, details: unreachable ? "The neuron cannot be reached." : details, reason: readReason(metadata) };
  const help = unreachable ? { remedy: "Check that it runs, and its host and port." } : {};
  return statusToError(told, { verified: false, cause: error, ...help });
}

export const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && "details" in error && "metadata" in error && error.metadata instanceof Metadata;
