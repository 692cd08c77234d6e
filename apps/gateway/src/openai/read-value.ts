import { gatewayError } from "../errors.js";

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const invalid = (param: string | null, message: string, remedy = "See the API reference for what it takes.") =>
  gatewayError({ code: "gateway/invalid_request", param }, message, { remedy });

interface Range {
  readonly min: number;
  readonly max: number;
}

/** A number in the range, ends included; undefined where it is absent or null. @throws `gateway/invalid_request`. */
export function readNumber(body: Record<string, unknown>, param: string, { min, max }: Range): number | undefined {
  const value = body[param] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value === "number" && value >= min && value <= max) return value;
  throw invalid(
    param,
    `\`${param}\` is not a number from ${min} to ${max}.`,
    `Give one in that range or leave it out.`,
  );
}

export function readInteger(body: Record<string, unknown>, param: string, range: Range): number | undefined {
  const value = readNumber(body, param, range);
  if (value === undefined || Number.isInteger(value)) return value;
  throw invalid(param, `\`${param}\` is not a whole number.`, "Give a whole number or leave it out.");
}

/** Text that has to be there; what it may say is not checked. @throws `gateway/invalid_request`. */
export function readText(body: Record<string, unknown>, param: string): string {
  const value = body[param];
  if (typeof value === "string" && value !== "") return value;
  const what = value === undefined || value === null || value === "" ? "missing" : "not text";
  throw invalid(param, `\`${param}\` is ${what}.`);
}

/** A name, or undefined for whatever model there is. */
export function readModel(body: Record<string, unknown>): string | undefined {
  return body.model === undefined || body.model === null ? undefined : readText(body, "model");
}
