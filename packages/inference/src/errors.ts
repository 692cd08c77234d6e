import { CodedError, type CodedErrorOptions, isCodedError } from "@taostack/primitives";

/** Everything that this package refuses or fails with. An aborted call rejects with its signal's reason instead. */
export type InferenceErrorData =
  | { readonly code: "inference/model_not_found"; readonly folder: string }
  | { readonly code: "inference/model_invalid"; readonly folder: string; readonly file?: string }
  | { readonly code: "inference/invalid_request"; readonly field: string }
  /** `tokens` is a lower bound where the text is so long that it was not tokenized. */
  | { readonly code: "inference/prompt_too_long"; readonly tokens: number; readonly limit: number }
  | { readonly code: "inference/overloaded"; readonly running: number; readonly queued: number }
  | { readonly code: "inference/engine_failed" }
  | { readonly code: "inference/disposed" };

export function inferenceError<D extends InferenceErrorData>(
  data: D,
  message: string,
  options?: CodedErrorOptions,
): CodedError<D> {
  return new CodedError(data, message, options);
}

/** `isInferenceError(error, "inference/overloaded")` narrows `error.data`. */
export const isInferenceError = <C extends InferenceErrorData["code"]>(
  error: unknown,
  code: C,
): error is CodedError<Extract<InferenceErrorData, { code: C }>> => isCodedError(error, code);

/** What an error says, for a longer sentence. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A buffer that has gone to another call already. */
export const notHandedOver = (cause: unknown) =>
  inferenceError(
    { code: "inference/invalid_request", field: "transfer" },
    `The request cannot be handed over: ${cause}.`,
    { remedy: "Give each buffer to one call only.", cause },
  );

export const engineFailed = (reason: string) =>
  inferenceError({ code: "inference/engine_failed" }, `The model could not compute: ${reason}.`, {
    remedy: "Load the model again; if it happens again, check the memory limit and the model's files.",
  });
