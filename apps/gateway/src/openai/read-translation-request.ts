import { invalid, isRecord, readModel, readText } from "./read-value.js";

export interface TranslationBody {
  readonly model: string | undefined;
  readonly text: string;
  /** ISO 639-1. */
  readonly source: string;
  /** ISO 639-1. */
  readonly target: string;
}

/** Reads the body of `POST /v1/translations`; what languages there are is the validator's to say. @throws `gateway/invalid_request`. */
export function readTranslationRequest(body: unknown): TranslationBody {
  if (!isRecord(body)) throw invalid(null, "The body is not a JSON object.");
  return {
    model: readModel(body),
    text: readText(body, "text"),
    source: readText(body, "source"),
    target: readText(body, "target"),
  };
}
