import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subnetTerms } from "../../src/emission/subnet-terms.js";
import {
  blockEmission,
  type CoinbaseInput,
  type CoinbaseSubnet,
  coinbase,
  DEFAULT_QUOTE_WEIGHT,
  I96F32,
  rootProportion,
  U96F32,
} from "../../src/index.js";

const TAO = 10n ** 9n;
const ONE = I96F32.one;
const TAO_WEIGHT = 971_718_665_099_567_868n;

const subnet = (overrides: Partial<CoinbaseSubnet> = {}): CoinbaseSubnet => ({
  netuid: 1,
  subnetMechanism: 1,
  subnetTao: 10n ** 12n,
  subnetAlphaIn: 10n ** 12n,
  subnetAlphaOut: 0n,
  quoteWeight: DEFAULT_QUOTE_WEIGHT,
  movingPrice: ONE,
  minerBurned: 0n,
  subnetEmissionEnabled: true,
  ownerCutEnabled: true,
  ...overrides,
});

const input = (subnets: CoinbaseSubnet[], overrides: Partial<CoinbaseInput> = {}): CoinbaseInput => ({
  blockEmission: TAO,
  rootTao: 5n * 10n ** 15n,
  taoWeight: TAO_WEIGHT,
  subnetOwnerCut: 11_796,
  subnets,
  ...overrides,
});

// economics.md 9.6, case 62. A moving price above 1 sets the root sell flag.
describe("the coinbase of a mature subnet", () => {
  const mature = subnet({
    subnetTao: 10n ** 14n,
    subnetAlphaIn: 2n * 10n ** 15n,
    subnetAlphaOut: 10n ** 15n,
    movingPrice: ONE + 1n,
  });
  const block = input([mature]);

  it("caps the injected alpha by root's proportion", () => {
    const issuance = mature.subnetAlphaIn + mature.subnetAlphaOut;
    expect(blockEmission(issuance)).toBe(TAO);
    expect(rootProportion({ ...block, alphaIssuance: issuance })).toBe(346_642_965n);
    const terms = subnetTerms(mature, U96F32.fromInteger(TAO), block);
    expect(U96F32.toU64(terms.alphaIn)).toBe(80_709_104n);
    expect(U96F32.toU64(terms.taoIn)).toBe(4_035_455n);
    expect(U96F32.toU64(terms.excessTao)).toBe(995_964_544n);
  });

  it("injects, buys and fills the pots", () => {
    expect(coinbase(block)).toEqual({
      rootSell: true,
      recycled: 1n,
      subnets: [
        {
          netuid: 1,
          subnetTao: 100_000_999_999_999n,
          subnetAlphaIn: 1_999_980_161_616_612n,
          subnetAlphaOut: 1_000_020_919_092_492n,
          quoteWeight: 499_999_999_999_999_500n,
          subnetTaoInEmission: 4_035_455n,
          subnetAlphaInEmission: 80_709_104n,
          subnetAlphaOutEmission: TAO,
          subnetExcessTao: 995_964_544n,
          taoMoved: 999_999_999n,
          protocolAlphaAdded: 19_919_092_492n,
          totalStakeAdded: 999_999_999n,
          volumeAdded: 995_964_544n,
          pendingAdded: {
            ownerCut: 179_995_422n,
            server: 410_002_288n,
            validator: 376_911_382n,
            rootAlpha: 33_090_906n,
          },
          rootAlphaRecycled: 0n,
        },
      ],
    });
  });
});

// economics.md 9.6, case 63
it("the coinbase of a young subnet injects at the spot price and recycles root's part", () => {
  const { subnets, rootSell, recycled } = coinbase(input([subnet()], { blockEmission: 100_000_000n }));
  expect({ rootSell, recycled }).toEqual({ rootSell: false, recycled: 0n });
  expect(subnets[0]).toMatchObject({
    subnetTaoInEmission: 100_000_000n,
    subnetAlphaInEmission: 100_000_000n,
    subnetExcessTao: 0n,
    quoteWeight: DEFAULT_QUOTE_WEIGHT,
    subnetAlphaOut: 591_550_189n,
    rootAlphaRecycled: 408_449_811n,
    pendingAdded: { ownerCut: 179_995_422n, server: 410_002_288n, validator: 1_552_477n, rootAlpha: 0n },
  });
});

// economics.md 9.6, case 54
it("two subnets get TAO by moving price, alpha by spot price", () => {
  const { subnets } = coinbase(
    input([subnet({ movingPrice: ONE }), subnet({ netuid: 2, subnetTao: 2n * 10n ** 12n, movingPrice: 2n * ONE })], {
      blockEmission: 1_000_000n,
    }),
  );
  expect(subnets.map(({ subnetAlphaInEmission }) => subnetAlphaInEmission)).toEqual([333_333n, 333_333n]);
  expect(subnets.map(({ subnetTaoInEmission }) => subnetTaoInEmission)).toEqual([333_333n, 666_666n]);
});

// economics.md 9.6, case 55
it("an owner's cut of everything leaves nothing for others", () => {
  const { subnets } = coinbase(input([subnet()], { subnetOwnerCut: 65_535 }));
  expect(subnets[0]!.pendingAdded).toEqual({ ownerCut: TAO, server: 0n, validator: 0n, rootAlpha: 0n });
});

describe("unusual subnets", () => {
  it("a disabled one gets no TAO but mints alpha", () => {
    const { subnets, recycled } = coinbase(input([subnet({ subnetEmissionEnabled: false, ownerCutEnabled: false })]));
    expect(recycled).toBe(TAO);
    expect(subnets[0]).toMatchObject({ taoMoved: 0n, subnetAlphaOutEmission: TAO, quoteWeight: DEFAULT_QUOTE_WEIGHT });
    expect(subnets[0]!.pendingAdded).toMatchObject({ ownerCut: 0n, server: TAO / 2n });
  });

  it("one that would leave the legal weights is not injected into", () => {
    const lopsided = subnet({ subnetTao: 1n, subnetAlphaIn: 10n ** 15n, quoteWeight: 10n ** 16n });
    const { subnets, recycled } = coinbase(input([lopsided]));
    expect(subnets[0]).toMatchObject({ subnetTaoInEmission: 0n, subnetAlphaInEmission: 0n, quoteWeight: 10n ** 16n });
    expect(recycled + subnets[0]!.taoMoved).toBe(TAO);
  });

  it("a purchase that the pool refuses leaves its TAO uncounted", () => {
    const empty = subnet({ subnetTao: 10n ** 12n, subnetAlphaIn: 999_999n });
    const { subnets } = coinbase(input([empty], { rootTao: 0n }));
    expect(subnets[0]).toMatchObject({
      taoMoved: TAO,
      subnetExcessTao: 0n,
      totalStakeAdded: 0n,
      protocolAlphaAdded: 0n,
    });
  });

  it("none: the whole block is recycled", () => {
    expect(coinbase(input([]))).toEqual({ subnets: [], rootSell: false, recycled: TAO });
  });
});

describe("any coinbase", () => {
  const reserve = fc.bigInt(10n ** 9n, 10n ** 16n);
  const fraction = fc.bigInt(0n, U96F32.one);
  const anySubnet = fc.record({
    netuid: fc.nat(127),
    subnetMechanism: fc.constant(1),
    subnetTao: reserve,
    subnetAlphaIn: reserve,
    subnetAlphaOut: reserve,
    quoteWeight: fc.bigInt(10n ** 17n, 9n * 10n ** 17n),
    movingPrice: fraction,
    minerBurned: fraction,
    subnetEmissionEnabled: fc.boolean(),
    ownerCutEnabled: fc.boolean(),
  });

  it("conserves TAO and alpha", () => {
    fc.assert(
      fc.property(fc.array(anySubnet, { minLength: 1, maxLength: 4 }), (subnets) => {
        const { subnets: results, recycled } = coinbase(input(subnets));
        expect(results.reduce((total, { taoMoved }) => total + taoMoved, recycled)).toBe(TAO);
        results.forEach((after, index) => {
          const before = subnets[index]!;
          expect(after.subnetTao - before.subnetTao).toBe(after.subnetTaoInEmission + after.subnetExcessTao);
          const minted = after.subnetAlphaInEmission + after.subnetAlphaOutEmission - after.rootAlphaRecycled;
          const alphaBefore = before.subnetAlphaIn + before.subnetAlphaOut;
          expect(after.subnetAlphaIn + after.subnetAlphaOut - alphaBefore).toBe(minted);
          const { server, validator, rootAlpha, ownerCut } = after.pendingAdded;
          const given = server + validator + rootAlpha + ownerCut + after.rootAlphaRecycled;
          expect(given).toBeLessThanOrEqual(after.subnetAlphaOutEmission);
          expect(after.subnetAlphaOutEmission - given).toBeLessThanOrEqual(4n);
        });
      }),
      { numRuns: 50 },
    );
  });
});
