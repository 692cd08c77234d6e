import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emitsToSubnet, I96F32, type SubnetShareInput, subnetShares, U64F64, U96F32 } from "../../src/index.js";

const ONE = I96F32.one;
const subnet = (movingPrice: bigint, overrides: Partial<SubnetShareInput> = {}): SubnetShareInput => ({
  subnetMechanism: 1,
  movingPrice,
  minerBurned: 0n,
  subnetEmissionEnabled: true,
  ...overrides,
});
const asNumbers = (shares: bigint[]) => shares.map((share) => Number(share) / 2 ** 64);

describe("subnetShares", () => {
  // economics.md 9.6, case 53
  it("follow the moving price", () => {
    const [first, second] = asNumbers(subnetShares([subnet(ONE / 10n), subnet(ONE / 5n)]));
    expect(first).toBeCloseTo(1 / 3, 8);
    expect(second).toBeCloseTo(2 / 3, 8);
  });

  it("fall with the miners' pay that the owner withholds", () => {
    const half = { minerBurned: U96F32.one / 2n };
    expect(asNumbers(subnetShares([subnet(ONE, half), subnet(ONE)]))).toEqual([1 / 3, 2 / 3]);
  });

  it("ignore withholding where everybody withholds everything", () => {
    const all = { minerBurned: U96F32.one * 2n };
    expect(asNumbers(subnetShares([subnet(ONE, all), subnet(ONE, all)]))).toEqual([0.5, 0.5]);
  });

  it("go to enabled subnets only", () => {
    const disabled = { subnetEmissionEnabled: false };
    expect(asNumbers(subnetShares([subnet(ONE, disabled), subnet(ONE)]))).toEqual([0, 1]);
    expect(subnetShares([subnet(ONE, disabled)])).toEqual([0n]);
  });

  it("count a subnet without a pool at a price of 1", () => {
    expect(asNumbers(subnetShares([subnet(0n, { subnetMechanism: 0 }), subnet(ONE)]))).toEqual([0.5, 0.5]);
  });

  it("are zero without any price", () => {
    expect(subnetShares([subnet(0n), subnet(0n)])).toEqual([0n, 0n]);
  });

  it("sum to at most 1, and move with their subnets", () => {
    const fraction = fc.bigInt(0n, ONE);
    const subnets = fc.array(
      fc
        .tuple(fraction, fraction, fc.boolean())
        .map(([price, minerBurned, subnetEmissionEnabled]) => subnet(price, { minerBurned, subnetEmissionEnabled })),
    );
    fc.assert(
      fc.property(subnets, (list) => {
        const shares = subnetShares(list);
        expect(shares.reduce((a, b) => a + b, 0n)).toBeLessThanOrEqual(U64F64.one);
        expect(subnetShares(list.toReversed())).toEqual(shares.toReversed());
      }),
    );
  });
});

it("emitsToSubnet asks for a start, an enabled subtoken and open registration", () => {
  const started = { firstEmissionBlock: 5, subtokenEnabled: true, networkRegistrationAllowed: true };
  expect(emitsToSubnet(started)).toBe(true);
  for (const missing of [
    { firstEmissionBlock: undefined },
    { subtokenEnabled: false },
    { networkRegistrationAllowed: false },
  ]) {
    expect(emitsToSubnet({ ...started, ...missing })).toBe(false);
  }
});
