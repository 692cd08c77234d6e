import { CodedError, isCodedError } from "@taostack/primitives";

export type StorageErrorCode =
  | "storage/invalid_argument"
  | "storage/invalid_name"
  | "storage/too_few_owners"
  | "storage/too_few_pieces"
  | "storage/corrupt_chunk"
  | "storage/corrupt_piece"
  | "storage/not_found"
  | "storage/quota_exceeded"
  | "storage/folder_in_use"
  | "storage/closed";

export interface StorageErrorData {
  readonly code: StorageErrorCode;
}

export type StorageError = CodedError<StorageErrorData>;

export const storageError = (
  code: StorageErrorCode,
  message: string,
  options: { readonly remedy?: string; readonly cause?: unknown } = {},
): StorageError => new CodedError<StorageErrorData>({ code }, message, options);

/** The guard of this market's errors. */
export const isStorageError = (error: unknown, code?: StorageErrorCode): error is StorageError =>
  isCodedError(error, code) && error.data.code.startsWith("storage/");
