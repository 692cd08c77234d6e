import { commitHash } from "@taostack/incentive";
import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { bob, hotkeys, type Market, market, netuid } from "./support/market.js";
import { account } from "./support/test-chain.js";

const { validator, miners } = hotkeys;
const vector = { netuid, dests: [2, 3], weights: [1, 1], version_key: 0n };

describe("set_weights", () => {
  const set = (chain: Market, change: object, hotkey: `0x${string}` = validator) =>
    chain.send(hotkey, "SubtensorModule", "set_weights", { ...vector, ...change });

  it("is refused with the chain's errors, in its order", () => {
    const chain = market();
    expect(set(chain, { netuid: 0 })).toBe("CommitRevealEnabled");
    chain.admin("sudo_set_commit_reveal_weights_enabled", { netuid: 0, enabled: false });
    expect(set(chain, { netuid: 0 })).toBe("CanNotSetRootNetworkWeights");
    expect(set(chain, { dests: [2] })).toBe("WeightVecNotEqualSize");
    expect(set(chain, { dests: [0, 1, 2, 3, 4], weights: [1, 1, 1, 1, 1] })).toBe("UidsLengthExceedUidsInSubNet");
    expect(set(chain, {}, account(90))).toBe("HotKeyNotRegisteredInSubNet");
    expect(set(chain, {}, miners[0])).toBe("NeuronNoValidatorPermit");
    expect(set(chain, { dests: [2, 2] })).toBe("DuplicateUids");
    expect(set(chain, { dests: [2, 4] })).toBe("UidVecContainInvalidOne");
    chain.admin("sudo_set_min_allowed_weights", { netuid, min_allowed_weights: 3 });
    expect(set(chain, {})).toBe("WeightVecLengthIsLow");
    expect(set(chain, { dests: [1], weights: [1] })).toBe("ok");
    chain.admin("sudo_set_weights_version_key", { netuid, weights_version_key: 5n });
    expect(set(chain, { version_key: 4n })).toBe("IncorrectWeightVersionKey");
    chain.admin("sudo_set_stake_threshold", { min_stake: 10n ** 15n });
    expect(set(chain, { version_key: 5n })).toBe("NotEnoughStakeToSetWeights");
    expect(chain.validate(validator, "set_weights", vector)).toBe(1);
  });

  it("waits for the rate limit, also after registration", () => {
    const chain = market();
    chain.admin("sudo_set_weights_set_rate_limit", { netuid, weights_set_rate_limit: 30n });
    const registered = Number(storage.BlockAtRegistration.get(chain.ctx, netuid, 1));
    chain.mineTo(registered + 29);
    expect(set(chain, {})).toBe("SettingWeightsTooFast");
    expect(chain.validate(validator, "set_weights", vector)).toBe(6);
    chain.mine();
    expect(chain.validate(validator, "set_weights", vector)).toBe("ok");
    expect(set(chain, {})).toBe("ok");
    expect(storage.LastUpdate.get(chain.ctx, netuid)[1]).toBe(BigInt(chain.blockNumber));
    expect(set(chain, {})).toBe("SettingWeightsTooFast");
  });

  it("is closed while the subnet uses commit and reveal", () => {
    const chain = market();
    chain.admin("sudo_set_commit_reveal_weights_enabled", { netuid, enabled: true });
    expect(set(chain, {})).toBe("CommitRevealEnabled");
  });

  it("runs each item of a batch, and tells by events what failed", () => {
    const chain = market();
    const weights = [[[2, 1]], [[2, 1]]];
    const batch = { netuids: [netuid, 0], weights, version_keys: [0n, 0n] };
    expect(chain.send(validator, "SubtensorModule", "batch_set_weights", batch)).toBe("ok");
    expect(storage.Weights.get(chain.ctx, netuid, 1)).toEqual([[2, 65_535]]);
    const unequal = { ...batch, version_keys: [0n] };
    expect(chain.send(validator, "SubtensorModule", "batch_set_weights", unequal)).toBe("InputLengthsUnequal");
    expect(chain.validate(validator, "batch_set_weights", unequal)).toBe(18);
  });
});

describe("commit and reveal", () => {
  const salt = [7, 8, 9];
  const revealed = { netuid, uids: [2, 3], values: [3, 1], salt, version_key: 0n };
  const hash = toHex(
    commitHash({ account: fromHex(validator), index: netuid, uids: [2, 3], values: [3, 1], salt, versionKey: 0n }),
  );
  const open = (): Market => {
    const chain = market();
    chain.admin("sudo_set_commit_reveal_weights_enabled", { netuid, enabled: true });
    return chain;
  };
  const commit = (chain: Market, commit_hash = hash) =>
    chain.send(validator, "SubtensorModule", "commit_weights", { netuid, commit_hash });
  const reveal = (chain: Market, change = {}) =>
    chain.send(validator, "SubtensorModule", "reveal_weights", { ...revealed, ...change });

  it("sets the weights when revealed in the next epoch, and pays for them", () => {
    const chain = open();
    expect(commit(chain)).toBe("ok");
    const committedAt = BigInt(chain.blockNumber);
    expect(reveal(chain)).toBe("RevealTooEarly");
    expect(chain.validate(validator, "reveal_weights", revealed)).toBe(17);
    chain.mineToEpoch();
    expect(reveal(chain, { salt: [1] })).toBe("NoWeightsCommitFound");
    expect(chain.validate(validator, "reveal_weights", { ...revealed, salt: [1] })).toBe(16);
    expect(reveal(chain)).toBe("ok");
    expect(storage.Weights.get(chain.ctx, netuid, 1)).toEqual([
      [2, 65_535],
      [3, 21_845],
    ]);
    expect(storage.LastUpdate.get(chain.ctx, netuid)[1]).toBe(committedAt);
    expect(storage.WeightCommits.has(chain.ctx, netuid, validator)).toBe(false);
    chain.mineToEpoch();
    expect(storage.Incentive.get(chain.ctx, netuid)).toEqual([0, 0, 49_151, 16_383]);
  });

  it("is too late an epoch later", () => {
    const chain = open();
    commit(chain);
    chain.mineToEpoch();
    chain.mineToEpoch();
    expect(reveal(chain)).toBe("RevealTooEarly");
  });

  it("takes ten commits, drops what has expired, and none when it is off", () => {
    const chain = open();
    const other = (byte: number) => toHex(new Uint8Array(32).fill(byte));
    for (let byte = 1; byte <= 10; byte += 1) expect(commit(chain, other(byte))).toBe("ok");
    expect(commit(chain)).toBe("TooManyUnrevealedCommits");
    chain.mineToEpoch();
    chain.mineToEpoch();
    expect(commit(chain)).toBe("ok");
    expect(storage.WeightCommits.get(chain.ctx, netuid, validator)).toHaveLength(1);
    chain.admin("sudo_set_commit_reveal_weights_enabled", { netuid, enabled: false });
    expect(commit(chain)).toBe("CommitRevealDisabled");
  });

  it("limits commits like settings", () => {
    const chain = open();
    chain.admin("sudo_set_weights_set_rate_limit", { netuid, weights_set_rate_limit: 100n });
    expect(commit(chain)).toBe("CommittingWeightsTooFast");
    expect(chain.validate(validator, "commit_weights", { netuid, commit_hash: hash })).toBe(6);
    expect(chain.send(bob, "SubtensorModule", "commit_weights", { netuid, commit_hash: hash })).toBe(
      "HotKeyNotRegisteredInSubNet",
    );
  });
});
