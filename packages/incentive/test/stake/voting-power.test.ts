import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextVotingPower, VOTING_POWER_ONE } from "../../src/index.js";

const half = VOTING_POWER_ONE / 2n;
const input = { stake: 1000n, previous: 0n, emaAlpha: half, stakeThreshold: 0n };

// economics.md 10
describe("voting power", () => {
  it("moves towards the stake by the factor, rounded down", () => {
    expect(nextVotingPower(input)).toBe(500n);
    expect(nextVotingPower({ ...input, previous: 500n })).toBe(750n);
    expect(nextVotingPower({ ...input, stake: 3n, emaAlpha: 3_570_000_000_000_000n, previous: 1000n })).toBe(996n);
    expect(nextVotingPower({ ...input, emaAlpha: VOTING_POWER_ONE, previous: 7n })).toBe(1000n);
    expect(nextVotingPower({ ...input, emaAlpha: 0n, previous: 7n })).toBe(7n);
  });

  it("is lost below nine tenths of the least stake by those who had it, not by those who begin", () => {
    const rule = { ...input, stake: 0n, stakeThreshold: 1000n };
    expect(nextVotingPower({ ...rule, previous: 1800n })).toBe(900n);
    expect(nextVotingPower({ ...rule, previous: 1798n })).toBe(0n);
    expect(nextVotingPower({ ...rule, stake: 500n })).toBe(250n);
    expect(nextVotingPower({ ...rule, previous: 998n })).toBe(499n);
  });

  it("lies between what it was and the stake", () => {
    const rao = fc.bigInt(0n, 2n ** 64n - 1n);
    fc.assert(
      fc.property(rao, rao, fc.bigInt(0n, VOTING_POWER_ONE), (stake, previous, emaAlpha) => {
        const next = nextVotingPower({ stake, previous, emaAlpha, stakeThreshold: 0n });
        expect((next - stake) * (next - previous)).toBeLessThanOrEqual(0n);
      }),
    );
  });

  it("refuses a factor above 1 and what is no u64", () => {
    const refused = (argument: string, value: bigint) =>
      expect(() => nextVotingPower({ ...input, [argument]: value })).toThrow(
        expect.objectContaining({ data: { code: "incentive/out_of_range", argument, value: String(value) } }),
      );
    refused("emaAlpha", VOTING_POWER_ONE + 1n);
    refused("stake", -1n);
    refused("previous", 1n << 64n);
    refused("stakeThreshold", -1n);
  });
});
