import { expect } from "vitest";

const OUT_OF_RANGE = "incentive/out_of_range";
export const LENGTH = "incentive/length_mismatch";

/** Wrong values come from untyped callers. */
export const wrong = <T>(value: unknown): T => value as T;

/** A call and what its error has to say. */
export type Case = readonly [name: string, run: () => unknown, data: Readonly<Record<string, unknown>>];

export const expectRefused = ([, run, data]: Case) =>
  expect(run).toThrow(expect.objectContaining({ data: expect.objectContaining({ code: OUT_OF_RANGE, ...data }) }));
