import { describe, expect, it } from "vitest";
import {
  convictionOwner,
  dissolutionShares,
  mintable,
  type OwnerChangeInput,
  ownerRefund,
  protocolClaim,
  registrationPurchase,
  rootSeat,
  swapTaoForAlpha,
  U64F64,
} from "../../src/index.js";

const TRILLION = 10n ** 12n;
const pool = {
  subnetMechanism: 1,
  subnetTao: TRILLION,
  subnetAlphaIn: TRILLION,
  quoteWeight: 5n * 10n ** 17n,
  feeRate: 33,
};

// economics.md 9.7, case 71
it("a registration for 1 TAO leaves its TAO in the pool and its alpha nowhere", () => {
  expect(registrationPurchase(pool, 10n ** 9n)).toEqual({
    subnetTao: TRILLION + 999_496_453n,
    subnetAlphaIn: TRILLION - 998_498_457n,
    recycledAlpha: 998_498_457n,
    strandedFee: 503_547n,
  });
  expect(() => registrationPurchase({ ...pool, subnetAlphaIn: 1n }, 10n ** 9n)).toThrow(
    expect.objectContaining({ code: "incentive/ReservesTooLow" }),
  );
  expect(swapTaoForAlpha(pool, 10n ** 9n).leftover).toBe(0n);
});

// economics.md 9.7, case 75: the pool's alpha counts only on subnets created after a certain block.
it.each([
  [{ registeredAt: 11, taoInRefundDeploymentBlock: 10 }, 50n],
  [{ registeredAt: 10, taoInRefundDeploymentBlock: 10 }, 100n],
])("the protocol's claim at %j leaves the staker %d", (when, paid) => {
  const claim = protocolClaim({ subnetProtocolAlpha: 50n, subnetAlphaIn: 100n, ...when });
  expect(dissolutionShares(200n, [50n, claim])[0]).toBe(paid);
});

// economics.md 5.9, step 4
it("owners of old subnets get back what they have not earned of the lock", () => {
  const old = {
    registeredAt: 5,
    registrationStartBlock: 10,
    subnetLocked: 1000n,
    alphaIssuance: 4000n,
    subnetOwnerCut: 13_107,
    price: U64F64.one >> 1n,
    available: 10_000n,
  };
  // 13107/65535 falls a little short of a fifth: 799 alpha, worth 399.
  expect(ownerRefund(old)).toBe(601n);
  expect(ownerRefund({ ...old, available: 7n })).toBe(7n);
  expect(ownerRefund({ ...old, subnetLocked: 100n })).toBe(0n);
  expect(ownerRefund({ ...old, registeredAt: 10 })).toBe(0n);
});

// economics.md 4.10
describe("the owner by conviction", () => {
  const conviction = (hotkey: string, coldkey: string | undefined, rao: bigint) => ({
    hotkey,
    coldkey,
    conviction: U64F64.fromInteger(rao),
  });
  const input: OwnerChangeInput = {
    owner: "old",
    subnetAlphaOut: 1000n,
    registeredAt: 100,
    currentBlock: 100 + 2_629_800,
    convictions: [conviction("a", "new", 60n), conviction("b", "old", 40n)],
  };

  it("is the hotkey with most of a tenth of the alpha", () => {
    expect(convictionOwner(input)?.hotkey).toBe("a");
    expect(convictionOwner({ ...input, subnetAlphaOut: 1001n })).toBeUndefined();
    expect(convictionOwner({ ...input, subnetAlphaOut: 0n })).toBeUndefined();
  });

  it("is not before a year, nor who owns it already, nor nobody", () => {
    expect(convictionOwner({ ...input, currentBlock: input.currentBlock - 1 })).toBeUndefined();
    expect(convictionOwner({ ...input, owner: "new" })).toBeUndefined();
    expect(convictionOwner({ ...input, convictions: [conviction("c", undefined, 500n)] })).toBeUndefined();
    expect(convictionOwner({ ...input, convictions: [] })).toBeUndefined();
  });
});

// economics.md 7.5
it("root gives the lowest seat to more stake only", () => {
  const full = Array.from({ length: 64 }, (_, uid) => (uid === 7 || uid === 9 ? 5n : 10n));
  expect(rootSeat(full.slice(0, 3), 0n)).toBe(3);
  expect([5n, 6n].map((stake) => rootSeat(full, stake))).toEqual([undefined, 7]);
});

// economics.md 1
it("minting stops at the maximum supply", () => {
  const supply = 21n * 10n ** 15n;
  expect(mintable(10n, supply - 3n)).toBe(3n);
  expect(mintable(10n, supply + 3n)).toBe(0n);
  expect(mintable(10n, 0n)).toBe(10n);
});
