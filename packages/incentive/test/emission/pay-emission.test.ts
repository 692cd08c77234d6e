import { describe, expect, it } from "vitest";
import { type HotkeyStanding, type PayEmissionInput, payEmission, U96F32 } from "../../src/index.js";

const standing = (overrides: Partial<HotkeyStanding> = {}): HotkeyStanding => ({
  owner: "cold",
  alphaStake: 0n,
  rootStake: 2_000_000n,
  delegateTake: 11_796,
  childkeyTake: 0,
  childProportions: [],
  parents: [],
  ...overrides,
});
const input = (overrides: Partial<PayEmissionInput["distribution"]>, more: Partial<PayEmissionInput> = {}) => ({
  distribution: {
    incentives: new Map(),
    alphaDividends: new Map(),
    rootDividends: new Map(),
    childkeyBurned: 0n,
    ...overrides,
  },
  standings: new Map([
    ["hot", standing()],
    ["miner", standing({ owner: "digger", autoStakeDestination: "elsewhere" })],
  ]),
  ownerCut: 0n,
  ownerHotkeys: new Set<string>(),
  recycleOrBurn: "burn" as const,
  ...more,
});

describe("payEmission", () => {
  // economics.md 9.6, case 57
  it("turns root dividends into a claimable rate, after the take", () => {
    const { payments } = payEmission(input({ rootDividends: new Map([["hot", U96F32.fromInteger(1_000_000n)]]) }));
    expect(payments).toEqual([
      { kind: "stake", why: "root_take", hotkey: "hot", coldkey: "cold", amount: 179_995n },
      { kind: "root_claimable", hotkey: "hot", rate: 1_760_945_181n, amount: 820_004n },
    ]);
    expect((1_760_945_181n * 2_000_000n) >> 32n).toBe(820_003n);
  });

  it("stakes a root dividend beyond the root stake to the owner", () => {
    const { payments } = payEmission(input({ rootDividends: new Map([["hot", U96F32.fromInteger(10_000_000n)]]) }));
    expect(payments[1]).toEqual({
      kind: "stake",
      why: "root_dividend",
      hotkey: "hot",
      coldkey: "cold",
      amount: 8_200_045n,
    });
  });

  it("pays in the chain's order, and nothing of nothing", () => {
    const { payments, minerBurned } = payEmission(
      input(
        {
          incentives: new Map([
            ["hot", 300n],
            ["miner", 100n],
          ]),
          alphaDividends: new Map([
            ["hot", U96F32.fromInteger(1000n)],
            ["miner", 0n],
          ]),
        },
        { owner: { coldkey: "boss", hotkey: "bosshot" }, ownerCut: 50n, ownerHotkeys: new Set(["hot"]) },
      ),
    );
    expect(minerBurned).toBe((U96F32.one * 3n) / 4n);
    expect(payments).toEqual([
      { kind: "stake", why: "owner_cut", hotkey: "bosshot", coldkey: "boss", amount: 50n },
      { kind: "withhold", how: "burn", hotkey: "hot", amount: 300n },
      { kind: "stake", why: "incentive", hotkey: "elsewhere", coldkey: "digger", amount: 100n },
      { kind: "stake", why: "take", hotkey: "hot", coldkey: "cold", amount: 179n },
      { kind: "dividend", hotkey: "hot", amount: 820n },
    ]);
  });

  it("loses the owner's cut of a subnet without an owner", () => {
    expect(payEmission(input({}, { ownerCut: 50n })).payments).toEqual([]);
  });
});
