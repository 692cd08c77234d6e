import { CodedError } from "@taostack/primitives";

export type ScaleErrorCode =
  | "localnet/scale_truncated"
  | "localnet/scale_trailing"
  | "localnet/scale_depth"
  | "localnet/scale_invalid";

export interface ScaleErrorData {
  readonly code: ScaleErrorCode;
}

export const scaleError = (code: ScaleErrorCode, why: string): CodedError<ScaleErrorData> =>
  new CodedError<ScaleErrorData>({ code }, `The SCALE encoding is not valid: ${why}.`);
