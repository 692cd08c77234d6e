import { describe, expect, it } from "vitest";
import { exp } from "../../src/fixed/exp.js";
import { I32F32, I96F32, sigmoidAlpha } from "../../src/index.js";
import { kernel, kernelExp, kernelSigmoid } from "../support/kernel-arithmetic.js";
import { Random } from "../support/random-subnet.js";

const ONE = I32F32.one;
const random = new Random(1);
/** Any value of up to so many bits, small ones as likely as large ones, and the edges. */
const upTo = (bits: number): bigint => {
  const size = BigInt(random.below(bits + 1));
  return random.pick([random.u64() & ((1n << size) - 1n), 1n << size, (1n << size) - 1n]);
};
const share = (): bigint => upTo(32);

/** Compares quickly and tells the arguments of what differs. */
function expectEqual(
  rounds: number,
  draw: () => readonly bigint[],
  pair: (...values: bigint[]) => readonly [bigint, bigint],
) {
  for (let round = 0; round < rounds; round += 1) {
    const values = draw();
    const [ours, expected] = pair(...values);
    if (ours !== expected) expect(ours, values.join(", ")).toBe(expected);
  }
}

describe("the kernel's arithmetic is that of I32F32", () => {
  it("mul: a share times anything", () => {
    const draw = () => [share(), random.chance(0.5) ? upTo(62) : -upTo(62)];
    expectEqual(50_000, draw, (a, b) => [kernel.mul(a!, b!), I32F32.mul(a!, b!)]);
  });

  it("div: sums and shares by sums", () => {
    const sum = () => upTo(48) + 1n;
    // A quotient of at most 4, and often a whole number or one unit less.
    const draw = () => {
      const b = sum();
      const a = random.chance(0.5) ? upTo(50) % (4n * b) : (b * share()) / ONE;
      return [random.chance(0.5) || a === 0n ? a : a - 1n, b];
    };
    expectEqual(100_000, draw, (a, b) => [kernel.div(a!, b!), I32F32.div(a!, b!)]);
  });

  it("partOf: shares of a u64", () => {
    const draw = () => [random.u64() >> BigInt(random.below(64)), share()];
    const expected = (amount: bigint, part: bigint) => I96F32.toU64(I96F32.mul(part, I96F32.fromInteger(amount)));
    expectEqual(50_000, draw, (a, b) => [BigInt.asUintN(64, kernel.partOf(a!, b!)), expected(a!, b!)]);
  });

  it("exp, over all its range and about the limits of its ways", () => {
    const limits = [0n, 1n, 5n, 6n, 12n, 20n].map((value) => value * ONE);
    const draw = () => {
      const x = random.chance(0.2)
        ? random.pick(limits) + upTo(8)
        : (random.u64() >> BigInt(32 - random.below(6))) + upTo(8);
      return [random.chance(0.5) ? x : -x];
    };
    expectEqual(60_000, draw, (x) => [kernelExp(x!), exp(x!)]);
  });

  it("the rate of liquid alpha", () => {
    const draw = () => {
      const steepness = BigInt(random.chance(0.5) ? 1_000 : random.below(65_536) - 32_768);
      return [share(), share(), share(), share(), share(), steepness << 32n];
    };
    expectEqual(30_000, draw, (consensus, weight, bond, low, high, steepness) => {
      const sigmoid = { low: low!, high: high!, steepness: steepness! };
      const of = [consensus!, weight!, bond!, sigmoid] as const;
      return [kernelSigmoid(...of), sigmoidAlpha(...of)];
    });
  });
});
