import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareDividend } from "../../src/emission/share-dividend.js";
import { splitDividends } from "../../src/emission/split-dividends.js";
import { distributeEmission, type HotkeyStanding, U96F32 } from "../../src/index.js";

const U64_MAX = (1n << 64n) - 1n;
const standing = (overrides: Partial<HotkeyStanding> = {}): HotkeyStanding => ({
  owner: "cold",
  alphaStake: 1000n,
  rootStake: 0n,
  delegateTake: 0,
  childkeyTake: 0,
  childProportions: [],
  parents: [],
  ...overrides,
});

// economics.md 9.6, case 56
it("splitDividends pays both pots by the weight of root stake", () => {
  const { alpha, root } = splitDividends({
    dividends: new Map([
      ["a", 77_783_738n],
      ["b", 19_283_940n],
    ]),
    standings: new Map([
      ["a", { alphaStake: 4_859_302n, rootStake: 2_342_352n }],
      ["b", { alphaStake: 23_423n, rootStake: 859_273n }],
    ]),
    taoWeight: 773_094_113n,
    validatorAlpha: 183_123_567_452n,
    rootAlpha: 837_120_949_872n,
  });
  // The suite asserts within 1000; the pots themselves leave at most a few rao of dust per 2^-32.
  const near = (map: ReadonlyMap<string, bigint>, key: string, expected: bigint) =>
    expect(Math.abs(Number(U96F32.toU64(map.get(key)!) - expected))).toBeLessThan(1000);
  near(alpha, "a", 176_856_534_496n);
  near(alpha, "b", 6_267_032_912n);
  near(root, "a", 226_443_796_624n);
  near(root, "b", 610_677_153_052n);
});

describe("shareDividend", () => {
  const share = (child: HotkeyStanding, parent: HotkeyStanding, childkeyBurn = 0n) =>
    shareDividend({
      hotkey: "child",
      dividend: 1_000_000n,
      standings: new Map([
        ["child", child],
        ["parent", parent],
      ]),
      taoWeight: 0n,
      childkeyBurn,
    });
  const half = U64_MAX / 2n;

  it("gives a parent its part of the stake", () => {
    const child = standing({ alphaStake: 500n, parents: [{ hotkey: "parent", proportion: half }] });
    const { received, burned } = share(child, standing({ alphaStake: 1000n, childProportions: [half] }));
    expect(burned).toBe(0n);
    expect(received.map(([, amount]) => Number(amount) / 1e6)).toEqual([
      expect.closeTo(0.5, 5),
      expect.closeTo(0.5, 5),
    ]);
  });

  it("keeps the take, and burns, only between owners", () => {
    const parents = [{ hotkey: "parent", proportion: U64_MAX }];
    const child = standing({ alphaStake: 0n, childkeyTake: 6_553, parents });
    const own = share(child, standing(), U96F32.one / 10n);
    expect(own.received).toEqual([
      ["child", 0n],
      ["parent", 1_000_000n],
    ]);
    const foreign = share(child, standing({ owner: "other" }), U96F32.one / 10n);
    expect(foreign.received).toEqual([
      ["child", 99_992n],
      ["parent", 800_007n],
    ]);
    expect(foreign.burned).toBe(99_999n);
  });

  it("leaves all with a hotkey when nobody has stake", () => {
    const parents = [{ hotkey: "parent", proportion: U64_MAX }];
    const { received } = share(standing({ alphaStake: 0n, parents }), standing({ alphaStake: 0n }));
    expect(received[0]).toEqual(["child", 1_000_000n]);
  });
});

describe("distributeEmission", () => {
  const base = {
    pending: { server: 1000n, validator: 600n, rootAlpha: 400n, ownerCut: 7n },
    standings: new Map([
      ["a", standing()],
      ["b", standing({ rootStake: 1000n })],
    ]),
    taoWeight: U64_MAX,
    childkeyBurn: 0n,
  };
  const emission = (hotkey: string, serverEmission: bigint, validatorEmission: bigint) => ({
    hotkey,
    serverEmission,
    validatorEmission,
  });

  it("pays miners what the epoch gave, validators from the pots", () => {
    const { incentives, alphaDividends, rootDividends } = distributeEmission({
      ...base,
      emissions: [emission("b", 990n, 10n), emission("a", 10n, 20n)],
    });
    expect([...incentives]).toEqual([
      ["a", 10n],
      ["b", 990n],
    ]);
    expect([...alphaDividends.values()].map((bits) => U96F32.toU64(bits))).toEqual([479n, 119n]);
    expect([...rootDividends.values()].map((bits) => U96F32.toU64(bits))).toEqual([0n, 400n]);
  });

  it("gives validators the miners' pot when no miner earned", () => {
    const { alphaDividends } = distributeEmission({ ...base, emissions: [emission("a", 0n, 5n)] });
    expect(U96F32.toU64(alphaDividends.get("a")!)).toBe(1600n);
  });

  it("names a hotkey whose standing is missing", () => {
    expect(() => distributeEmission({ ...base, emissions: [emission("nobody", 0n, 5n)] })).toThrow(
      expect.objectContaining({ data: { code: "incentive/unknown_hotkey", hotkey: "nobody" } }),
    );
  });

  it("never pays more than the pots hold", () => {
    const amount = fc.bigInt(0n, 10n ** 15n);
    const people = fc.array(fc.record({ alpha: amount, root: amount, server: amount, validator: amount }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(people, amount, amount, (list, validator, rootAlpha) => {
        const { alphaDividends, rootDividends } = distributeEmission({
          ...base,
          pending: { ...base.pending, validator, rootAlpha },
          emissions: list.map((one, index) => emission(`h${index}`, one.server + 1n, one.validator)),
          standings: new Map(
            list.map(({ alpha, root }, index) => [`h${index}`, standing({ alphaStake: alpha, rootStake: root })]),
          ),
        });
        const total = (map: ReadonlyMap<string, bigint>) => [...map.values()].reduce((a, b) => a + b, 0n);
        expect(total(alphaDividends)).toBeLessThanOrEqual(U96F32.fromInteger(validator));
        expect(total(rootDividends)).toBeLessThanOrEqual(U96F32.fromInteger(rootAlpha));
      }),
    );
  });
});
