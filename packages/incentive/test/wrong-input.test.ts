import { describe, expect, it } from "vitest";
import {
  addToAllShares,
  addToShare,
  automaticRootClaims,
  type CheckWeightsInput,
  type CoinbaseSubnet,
  checkWeights,
  coinbase,
  commitHash,
  decayBurn,
  dissolutionShares,
  distributeEmission,
  EMPTY_SHARE_POOL,
  type EpochInput,
  epoch,
  feeOf,
  type HotkeyStanding,
  lockCost,
  maxStakeAtLimit,
  maxUpscale,
  nextBurn,
  nextMovingPrice,
  type Pool,
  processWeights,
  pruneCandidate,
  rootClaim,
  SAFE_FLOAT_ZERO,
  sparseRows,
  swapAlphaForTao,
  swapTaoForAlpha,
  transactionFee,
} from "../src/index.js";
import { type Case, expectRefused, LENGTH, wrong } from "./support/refused.js";
import { defaults } from "./support/subnet.js";

describe("an epoch's input", () => {
  const input: EpochInput = {
    n: 3,
    currentBlock: 100,
    lastMechanismStepBlock: 0,
    emission: 1n,
    alphaStake: [1n, 1n, 1n],
    rootStake: [0n, 0n, 0n],
    lastUpdate: [1, 2, 3],
    blockAtRegistration: [0, 0, 0],
    validatorPermit: [1, true, 0],
    ownerUid: 2,
    weights: sparseRows([[[1, 65_535]]]),
    bonds: sparseRows([]),
    commitBlocks: [5, Infinity],
    hyperparameters: defaults,
  };
  const rows = (offsets: number[], uids: number[] = [], values: number[] = uids) =>
    wrong<EpochInput["weights"]>({ offsets, uids, values });
  const rule = (changed: object): Partial<EpochInput> => ({ hyperparameters: { ...defaults, ...changed } });

  it("is taken as storage holds it", () => {
    expect(() => epoch(input)).not.toThrow();
    expect(() => epoch({ ...input, lastUpdate: [], validatorPermit: [], commitBlocks: undefined })).not.toThrow();
    expect(() => epoch({ ...input, weights: sparseRows([[[9, 1]]]), lastUpdate: [1, 2, 3, 4] })).not.toThrow();
    expect(() => epoch({ ...input, n: 0, ownerUid: undefined })).not.toThrow();
  });

  it.each<readonly [string, object, Readonly<Record<string, unknown>>]>([
    ["half a UID", { n: 2.5 }, { argument: "n" }],
    ["a negative n", { n: -1 }, { argument: "n", value: "-1" }],
    ["NaN for a block", { currentBlock: Number.NaN }, { argument: "currentBlock", value: "NaN" }],
    ["a negative block", { lastMechanismStepBlock: -1 }, { argument: "lastMechanismStepBlock" }],
    ["a negative emission", { emission: -1n }, { argument: "emission" }],
    ["an emission of 2^64", { emission: 1n << 64n }, { argument: "emission" }],
    ["an emission in floats", { emission: 5 }, { argument: "emission", value: "5" }],
    ["a negative stake", { alphaStake: [1n, -2n, 1n] }, { argument: "alphaStake", index: 1, value: "-2" }],
    ["a stake in floats", { rootStake: [0n, 0n, 0.5] }, { argument: "rootStake", index: 2, value: "0.5" }],
    ["a stake too few", { alphaStake: [1n, 1n] }, { code: LENGTH, argument: "alphaStake", length: 2 }],
    ["a root stake too few", { rootStake: [] }, { code: LENGTH, argument: "rootStake" }],
    ["a registration too few", { blockAtRegistration: [0] }, { code: LENGTH, argument: "blockAtRegistration" }],
    [
      "a registration that is NaN",
      { blockAtRegistration: [0, Number.NaN, 0] },
      { argument: "blockAtRegistration", index: 1 },
    ],
    ["an update at half a block", { lastUpdate: [0, 0.5] }, { argument: "lastUpdate", index: 1 }],
    ["an update at infinity", { lastUpdate: [Infinity] }, { argument: "lastUpdate", index: 0 }],
    ["a permit of 2", { validatorPermit: [1, 2] }, { argument: "validatorPermit", index: 1, value: "2" }],
    ["a permit of text", { validatorPermit: ["no"] }, { argument: "validatorPermit", index: 0 }],
    ["an owner that has no UID", { ownerUid: 3 }, { argument: "ownerUid", value: "3" }],
    ["a negative commit", { commitBlocks: [Infinity, -1] }, { argument: "commitBlocks", index: 1 }],
    ["weights without offsets", { weights: rows([]) }, { code: LENGTH, argument: "weights.offsets" }],
    ["weights that begin late", { weights: rows([1], [0]) }, { argument: "weights.offsets", index: 0 }],
    ["weights that go back", { weights: rows([0, 2, 1], [0, 1]) }, { argument: "weights.offsets", index: 2 }],
    ["weights that end beyond", { weights: rows([0, 3], [0, 1]) }, { argument: "weights.offsets", index: 1 }],
    [
      "fewer weights than UIDs",
      { weights: rows([0, 2], [0, 1], [5]) },
      { code: LENGTH, argument: "weights.values", length: 1 },
    ],
    ["a negative weight", { weights: rows([0, 2], [0, 1], [5, -1]) }, { argument: "weights.values", index: 1 }],
    ["a bond of 65536", { bonds: rows([0, 1], [0], [65_536]) }, { argument: "bonds.values", index: 0 }],
    ["a bond to half a UID", { bonds: rows([0, 1], [0.5], [1]) }, { argument: "bonds.uids", index: 0 }],
    ["a tempo of 65536", rule({ tempo: 65_536 }), { argument: "hyperparameters.tempo" }],
    ["a kappa that is NaN", rule({ kappa: Number.NaN }), { argument: "hyperparameters.kappa" }],
    [
      "a moving average in floats",
      rule({ bondsMovingAverage: 0.9 }),
      { argument: "hyperparameters.bondsMovingAverage" },
    ],
    ["a switch that is 1", rule({ yuma3On: 1 }), { argument: "hyperparameters.yuma3On" }],
    [
      "a steepness beyond i16",
      rule({ alphaSigmoidSteepness: 32_768 }),
      { argument: "hyperparameters.alphaSigmoidSteepness" },
    ],
    ["one alpha", rule({ alphaValues: [1] }), { code: LENGTH, argument: "hyperparameters.alphaValues" }],
    ["a negative alpha", rule({ alphaValues: [1, -1] }), { argument: "hyperparameters.alphaValues", index: 1 }],
  ])("refuses %s", (name, changed, data) => {
    expectRefused([name, () => epoch({ ...input, ...changed } as EpochInput), data]);
  });
});

describe("pools", () => {
  const pool: Pool = {
    subnetMechanism: 1,
    subnetTao: 10n ** 12n,
    subnetAlphaIn: 10n ** 12n,
    quoteWeight: 5n * 10n ** 17n,
    feeRate: 33,
  };
  const buy = (changed: object, amount: unknown = 10n ** 9n) =>
    swapTaoForAlpha({ ...pool, ...changed } as Pool, wrong(amount));

  it.each<Case>([
    ["a negative order", () => buy({}, -1n), { argument: "amount" }],
    ["an order in floats", () => buy({}, 1e9), { argument: "amount", value: "1000000000" }],
    ["an order of nothing at all", () => buy({}, null), { argument: "amount", value: "null" }],
    ["a sale of 2^64", () => swapAlphaForTao(pool, 1n << 64n), { argument: "amount" }],
    ["a negative reserve", () => buy({ subnetTao: -1n }), { argument: "subnetTao" }],
    ["a reserve in floats", () => buy({ subnetAlphaIn: 1e12 }), { argument: "subnetAlphaIn" }],
    ["a weight above 1", () => buy({ quoteWeight: 10n ** 18n + 1n }), { argument: "quoteWeight" }],
    ["a fee that is everything", () => buy({ feeRate: 65_535 }), { argument: "feeRate" }],
    ["a fee that is NaN", () => feeOf(1n, Number.NaN), { argument: "feeRate", value: "NaN" }],
    ["a negative limit", () => maxStakeAtLimit(pool, -1n), { argument: "limit" }],
  ])("refuse %s", (...refused) => expectRefused(refused));
});

describe("emission", () => {
  const subnet: CoinbaseSubnet = {
    netuid: 1,
    subnetMechanism: 1,
    subnetTao: 10n ** 12n,
    subnetAlphaIn: 10n ** 12n,
    subnetAlphaOut: 0n,
    quoteWeight: 5n * 10n ** 17n,
    movingPrice: 1n,
    minerBurned: 0n,
    subnetEmissionEnabled: true,
    ownerCutEnabled: true,
  };
  const block = (changed: object, second: object = {}) =>
    coinbase({
      blockEmission: 1n,
      rootTao: 0n,
      taoWeight: 0n,
      subnetOwnerCut: 0,
      subnets: [subnet, { ...subnet, ...second }],
      ...changed,
    });
  const standing: HotkeyStanding = {
    owner: "c",
    alphaStake: 1n,
    rootStake: 0n,
    delegateTake: 0,
    childkeyTake: 0,
    childProportions: [],
    parents: [],
  };
  const distribute = (changed: object, ofHotkey: object = {}) =>
    distributeEmission({
      pending: { server: 1n, validator: 1n, rootAlpha: 0n, ownerCut: 0n },
      emissions: [{ hotkey: "h", serverEmission: 1n, validatorEmission: 1n }],
      standings: new Map([["h", { ...standing, ...ofHotkey }]]),
      taoWeight: 0n,
      childkeyBurn: 0n,
      ...changed,
    });
  const price = { movingPrice: 0n, spotPrice: 0n, firstEmissionBlock: 1, currentBlock: 5 };

  it.each<Case>([
    ["a negative block emission", () => block({ blockEmission: -1n }), { argument: "blockEmission" }],
    ["an owner's cut above 1", () => block({ subnetOwnerCut: 65_536 }), { argument: "subnetOwnerCut" }],
    ["a negative reserve", () => block({}, { subnetTao: -1n }), { argument: "subnets[1].subnetTao" }],
    ["a negative price", () => block({}, { movingPrice: -1n }), { argument: "subnets[1].movingPrice" }],
    ["half a netuid", () => block({}, { netuid: 0.5 }), { argument: "subnets[1].netuid" }],
    ["a switch that is text", () => block({}, { ownerCutEnabled: "no" }), { argument: "subnets[1].ownerCutEnabled" }],
    [
      "a negative pot",
      () => distribute({ pending: { server: -1n, validator: 0n, rootAlpha: 0n, ownerCut: 0n } }),
      { argument: "pending.server" },
    ],
    [
      "a negative pay",
      () => distribute({ emissions: [{ hotkey: "h", serverEmission: 0n, validatorEmission: -1n }] }),
      { argument: "emissions[0].validatorEmission" },
    ],
    ["a take above 1", () => distribute({}, { delegateTake: 70_000 }), { argument: "standings(h).delegateTake" }],
    [
      "a negative proportion",
      () => distribute({}, { childProportions: [1n, -1n] }),
      { argument: "standings(h).childProportions", index: 1 },
    ],
    [
      "a hotkey without standing",
      () => distribute({ standings: new Map() }),
      { code: "incentive/unknown_hotkey", hotkey: "h" },
    ],
    [
      "a block that is NaN",
      () => nextMovingPrice({ ...price, currentBlock: Number.NaN }),
      { argument: "currentBlock" },
    ],
    ["a negative spot price", () => nextMovingPrice({ ...price, spotPrice: -1n }), { argument: "spotPrice" }],
    [
      "a short parent hash",
      () => automaticRootClaims(new Uint8Array(31), 5, 1n),
      { code: LENGTH, argument: "parentHash", length: 31 },
    ],
    ["too many claims", () => automaticRootClaims(new Uint8Array(32), 51, 1n), { argument: "count" }],
    [
      "a negative rate",
      () => rootClaim({ rate: -1n, rootStake: 0n, claimed: 0n, threshold: 0n }),
      { argument: "rate" },
    ],
  ])("refuses %s", (...refused) => expectRefused(refused));
});

describe("stake and registration", () => {
  const rule = { minBurn: 0n, maxBurn: 1n, burnHalfLife: 360, burnIncreaseMult: 1n };
  const cost = {
    lastLockCost: 1n,
    lastLockBlock: 1,
    minLockCost: 1n,
    lockReductionInterval: 1n,
    blockEmission: 1n,
    currentBlock: 1,
  };
  const prune = {
    emission: [1n, 2n],
    blockAtRegistration: [1, 2],
    immortal: new Set<number>(),
    currentBlock: 5,
    immunityPeriod: 1,
    minNonImmuneUids: 0,
  };

  it.each<Case>([
    [
      "a share of floats",
      () => addToShare(EMPTY_SHARE_POOL, SAFE_FLOAT_ZERO, wrong(1.5)),
      { argument: "delta", value: "1.5" },
    ],
    ["a share of 2^64", () => addToShare(EMPTY_SHARE_POOL, SAFE_FLOAT_ZERO, -(1n << 64n)), { argument: "delta" }],
    [
      "a pool below zero",
      () => addToShare({ ...EMPTY_SHARE_POOL, value: -1n }, SAFE_FLOAT_ZERO, 1n),
      { argument: "pool.value" },
    ],
    ["dividends of 2^64", () => addToAllShares(EMPTY_SHARE_POOL, 1n << 64n), { argument: "delta" }],
    ["a negative burn", () => decayBurn(-1n, rule), { argument: "burn" }],
    [
      "a half-life that is NaN",
      () => decayBurn(1n, { ...rule, burnHalfLife: Number.NaN }),
      { argument: "burnHalfLife" },
    ],
    ["half a registration", () => nextBurn(1n, rule, 0.5), { argument: "registrations" }],
    ["a lock in the past of time", () => lockCost({ ...cost, lastLockBlock: -1 }), { argument: "lastLockBlock" }],
    ["a lock in floats", () => lockCost({ ...cost, lastLockCost: wrong(1) }), { argument: "lastLockCost" }],
    ["a negative claim", () => dissolutionShares(1n, [1n, -1n]), { argument: "claims", index: 1 }],
    ["a negative pot", () => dissolutionShares(-1n, [1n]), { argument: "pot" }],
    [
      "emissions of another length",
      () => pruneCandidate({ ...prune, emission: [1n] }),
      { code: LENGTH, argument: "blockAtRegistration", length: 2 },
    ],
    [
      "a negative emission",
      () => pruneCandidate({ ...prune, emission: [1n, -1n] }),
      { argument: "emission", index: 1 },
    ],
    ["half a byte", () => transactionFee({ refTime: 0n, length: 0.5 }), { argument: "length" }],
  ])("refuse %s", (...refused) => expectRefused(refused));
});

describe("weights", () => {
  const call: CheckWeightsInput = {
    netuid: 1,
    uids: [0, 1],
    values: [1, 2],
    versionKey: 0n,
    currentBlock: 1000,
    n: 2,
    uid: 0,
    isOwnerHotkey: false,
    stakeWeight: 1n,
    stakeThreshold: 0n,
    weightsVersionKey: 0n,
    lastUpdate: 0,
    weightsSetRateLimit: 1,
    validatorPermit: true,
    minAllowedWeights: 1,
  };
  const hash = (changed: object) =>
    commitHash({
      account: new Uint8Array(32),
      index: 1,
      uids: [0],
      values: [1],
      salt: [2],
      versionKey: 0n,
      ...changed,
    });

  it.each<Case>([
    ["a UID that is NaN", () => checkWeights({ ...call, uids: [0, Number.NaN] }), { argument: "uids", index: 1 }],
    ["a negative UID", () => checkWeights({ ...call, uids: [-1, 0] }), { argument: "uids", index: 0 }],
    ["a weight of 65536", () => checkWeights({ ...call, values: [1, 65_536] }), { argument: "values", index: 1 }],
    ["a fraction", () => maxUpscale([1, 0.5]), { argument: "weights", index: 1, value: "0.5" }],
    [
      "a negative score",
      () => processWeights({ scores: [1, -1], minAllowedWeights: 1 }),
      { argument: "scores", index: 1 },
    ],
    [
      "a score of text",
      () => processWeights({ scores: wrong([1, "2"]), minAllowedWeights: 1 }),
      { argument: "scores", index: 1 },
    ],
    [
      "a minimum that is NaN",
      () => processWeights({ scores: [1], minAllowedWeights: Number.NaN }),
      { argument: "minAllowedWeights" },
    ],
    [
      "a limit above 1",
      () => processWeights({ scores: [1], minAllowedWeights: 1, maxWeightsLimit: 65_536 }),
      { argument: "maxWeightsLimit" },
    ],
    [
      "an address for an account",
      () => hash({ account: new Uint8Array(33) }),
      { code: LENGTH, argument: "account", length: 33 },
    ],
    ["a commit of two lengths", () => hash({ values: [1, 2] }), { code: LENGTH, argument: "values", length: 2 }],
    ["a salt of 65536", () => hash({ salt: [0, 65_536] }), { argument: "salt", index: 1 }],
    ["a version in floats", () => hash({ versionKey: 1 }), { argument: "versionKey", value: "1" }],
  ])("refuse %s", (...refused) => expectRefused(refused));
});
