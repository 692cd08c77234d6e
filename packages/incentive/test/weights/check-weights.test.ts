import { describe, expect, it } from "vitest";
import { type CheckWeightsInput, checkWeights } from "../../src/index.js";

const input = (overrides: Partial<CheckWeightsInput> = {}): CheckWeightsInput => ({
  netuid: 1,
  uids: [1, 2],
  values: [1, 1],
  versionKey: 0n,
  currentBlock: 200,
  n: 3,
  uid: 0,
  isOwnerHotkey: false,
  stakeWeight: 100n,
  stakeThreshold: 100n,
  weightsVersionKey: 0n,
  lastUpdate: 100,
  weightsSetRateLimit: 100,
  validatorPermit: true,
  minAllowedWeights: 1,
  ...overrides,
});

// economics.md 6.1
describe("checkWeights", () => {
  it.each<[string, Partial<CheckWeightsInput>]>([
    ["CanNotSetRootNetworkWeights", { netuid: 0, values: [] }],
    ["WeightVecNotEqualSize", { values: [1], n: 1 }],
    ["UidsLengthExceedUidsInSubNet", { n: 1, uid: undefined }],
    ["HotKeyNotRegisteredInSubNet", { uid: undefined, stakeWeight: 0n }],
    ["NotEnoughStakeToSetWeights", { stakeWeight: 99n, weightsVersionKey: 1n }],
    ["IncorrectWeightVersionKey", { versionKey: 4n, weightsVersionKey: 5n, lastUpdate: 199 }],
    ["SettingWeightsTooFast", { lastUpdate: 101, validatorPermit: false }],
    ["NeuronNoValidatorPermit", { validatorPermit: false, uids: [1, 1] }],
    ["NeuronNoValidatorPermit", { validatorPermit: false, uids: [1], values: [1] }],
    ["DuplicateUids", { uids: [7, 7] }],
    ["UidVecContainInvalidOne", { uids: [0, 3], minAllowedWeights: 3 }],
    ["WeightVecLengthIsLow", { minAllowedWeights: 3 }],
    ["WeightVecLengthIsLow", { minAllowedWeights: 1024 }],
  ])("%s", (name, overrides) => {
    expect(() => checkWeights(input(overrides))).toThrow(
      expect.objectContaining({ data: { code: `incentive/${name}`, name } }),
    );
  });

  it.each<[string, Partial<CheckWeightsInput>]>([
    ["after exactly the rate limit", {}],
    ["the first weights", { lastUpdate: 0, currentBlock: 5 }],
    ["a reveal at any time", { lastUpdate: 199, isReveal: true }],
    ["a lone self-weight without a permit", { uids: [0], values: [1], validatorPermit: false, minAllowedWeights: 3 }],
    ["the owner without permit or stake", { isOwnerHotkey: true, validatorPermit: false, stakeWeight: 0n }],
    ["any version where none is required", { versionKey: 0n }],
    ["a newer version", { versionKey: 6n, weightsVersionKey: 5n }],
    ["no weights at all", { uids: [], values: [], minAllowedWeights: 0 }],
  ])("accepts %s", (_, overrides) => {
    expect(() => checkWeights(input(overrides))).not.toThrow();
  });
});
