import { describe, expect, it } from "vitest";
import { kernelEpoch } from "../../src/epoch/kernel/kernel-epoch.js";
import { type EpochInput, epochReference } from "../../src/index.js";
import { randomSubnet } from "../support/random-subnet.js";

const SEED = 20_240_601;
const SUBNETS = 12_000;

const bytesOf = (output: object): unknown => JSON.stringify(output, (_, value) => plain(value));
const plain = (value: unknown): unknown => {
  if (typeof value === "bigint") return value.toString();
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<unknown>) : value;
};

function expectSame(input: EpochInput, name: string): void {
  expect(bytesOf(kernelEpoch(input) ?? "refused"), name).toBe(bytesOf(epochReference(input)));
}

describe("the kernel equals the reference, bit for bit", () => {
  it(`on ${SUBNETS} random subnets`, () => {
    for (let index = 0; index < SUBNETS; index += 1) {
      const seed = SEED + index;
      expectSame(randomSubnet(seed), `seed ${seed}`);
    }
  });
});
