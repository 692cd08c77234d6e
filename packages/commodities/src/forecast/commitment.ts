import { createHash } from "node:crypto";
import type { ForecastAnswer } from "@taostack/protocol";

export const SALT_BYTES = 32;

/** Text and lists carry their length, numbers are 8 bytes big-endian: no two answers have the same bytes. */
export function canonicalAnswerBytes(answer: ForecastAnswer): Uint8Array {
  const parts: Uint8Array[] = [count(answer.forecasts.length)];
  for (const { asset, quantiles, paths } of answer.forecasts) {
    parts.push(text(asset), count(quantiles.length));
    for (const { horizon, values } of quantiles) parts.push(count(horizon), numbers(values));
    parts.push(count(paths.length));
    for (const { values } of paths) parts.push(numbers(values));
  }
  return Buffer.concat(parts);
}

export interface CommitmentInput {
  readonly requestId: string;
  /** ss58 of the miner. */
  readonly hotkey: string;
  readonly salt: Uint8Array;
  readonly answer: ForecastAnswer;
}

/** SHA-256("taostack forecast commit v1\0" ‖ request id ‖ hotkey ‖ salt ‖ answer), texts and salt with their lengths (u32) before them. */
export function commitmentHash({ requestId, hotkey, salt, answer }: CommitmentInput): Uint8Array {
  return createHash("sha256")
    .update("taostack forecast commit v1\0")
    .update(text(requestId))
    .update(text(hotkey))
    .update(count(salt.length))
    .update(salt)
    .update(canonicalAnswerBytes(answer))
    .digest();
}

function count(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function text(value: string): Uint8Array {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([count(bytes.length), bytes]);
}

function numbers(values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 + 8 * values.length);
  bytes.writeUInt32BE(values.length);
  for (const [i, value] of values.entries()) bytes.writeDoubleBE(value, 4 + 8 * i);
  return bytes;
}
