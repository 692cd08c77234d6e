import { byMechanism } from "../by-mechanism.js";
import { group, preparedWrite, read, subtensor, write } from "../operation.js";
import {
  blockNumber,
  blocks,
  boolean,
  bytes,
  column,
  count,
  epochs,
  hash,
  hotkey,
  list,
  mechanism,
  netuid,
  optional,
  required,
  round,
  struct,
  u16,
  uid,
  versionKey,
  withDefault,
} from "../types/build.js";
import { checkRow } from "../weight-row.js";

const on = { netuid: required(netuid, "of the subnet") };
const ofMechanism = { mechanism: withDefault(mechanism, 0, "of the subnet") };
const row = {
  uids: required(list(uid, 65_536), "of the neurons that are weighed, each once"),
  weights: required(list(u16, 65_536), "one for each uid; the chain scales them so that the largest is 65535"),
};
const key = { versionKey: withDefault(versionKey, 0n, "version of the validator's software") };
const salt = { salt: required(list(u16, 1_000), "random, and kept until the reveal") };

const rows = list(
  struct({
    uid: required(uid, "of the validator"),
    uids: required(column("u16"), "of the others"),
    weights: required(column("u16"), "one for each uid"),
  }),
);
export const weights = group(
  "Weights: what validators say of the neurons of a subnet. Hotkeys sign them, for nothing.",
  {
    of: read({
      summary: "The weights that each validator of a subnet has set.",
      arguments: { ...on, ...ofMechanism },
      result: rows,
      uses: { storage: ["SubtensorModule.Weights"] },
    }),
    bonds: read({
      summary: "The bonds of each validator of a subnet to its miners.",
      arguments: { ...on, ...ofMechanism },
      result: rows,
      uses: { storage: ["SubtensorModule.Bonds"] },
    }),
    rules: read({
      summary: "How a subnet takes weights now: directly or hidden, how often, how many.",
      arguments: on,
      result: struct({
        commitReveal: required(boolean, "they are committed first and revealed later"),
        revealPeriod: required(epochs, "between commit and reveal"),
        rateLimit: required(blocks, "between two sets of one hotkey"),
        minAllowed: required(count, "that a validator has to set"),
        versionKey: required(versionKey, "the least that is taken; 0 for any"),
        commitVersion: required(u16, "of timelocked commits"),
        lastRound: required(round, "of drand that the chain knows"),
      }),
      uses: {
        storage: [
          "SubtensorModule.CommitRevealWeightsEnabled",
          "SubtensorModule.RevealPeriodEpochs",
          "SubtensorModule.WeightsSetRateLimit",
          "SubtensorModule.MinAllowedWeights",
          "SubtensorModule.WeightsVersionKey",
          "SubtensorModule.CommitRevealWeightsVersion",
          "Drand.LastStoredRound",
        ],
      },
    }),
    commits: read({
      summary: "The hashes that a hotkey has committed to and not yet revealed.",
      arguments: { ...on, hotkey: required(hotkey, "of the validator"), ...ofMechanism },
      result: list(
        struct({
          hash: required(hash, "of the weights"),
          epoch: required(epochs, "in which it was committed"),
          block: required(blockNumber, "in which it was committed"),
        }),
      ),
      uses: { storage: ["SubtensorModule.WeightCommits"] },
    }),
    timelockedCommits: read({
      summary: "The encrypted weights of a subnet that wait for their round of drand.",
      arguments: { ...on, ...ofMechanism },
      result: list(
        struct({
          epoch: required(epochs, "in which it was committed"),
          hotkey: required(hotkey, "of the validator"),
          block: required(blockNumber, "in which it was committed"),
          commit: required(bytes(0, 5_000), "the encrypted weights"),
          round: required(round, "of drand that opens it"),
        }),
      ),
      uses: { storage: ["SubtensorModule.TimelockedWeightCommits"] },
    }),
    set: write({
      summary: "Sets the signing hotkey's weights, where the subnet takes them directly.",
      signedBy: "hotkey",
      spends: "nothing",
      arguments: { ...on, ...row, ...key, ...ofMechanism },
      calls: ["SubtensorModule.set_weights", "SubtensorModule.set_mechanism_weights"],
      build: ({ netuid, uids, weights, versionKey, mechanism }) => {
        checkRow({ uids, weights });
        return byMechanism("set_weights", "set_mechanism_weights", mechanism, {
          netuid,
          dests: uids,
          weights,
          version_key: versionKey,
        });
      },
    }),
    setMany: write({
      summary: "Sets the signing hotkey's weights on several subnets.",
      signedBy: "hotkey",
      spends: "nothing",
      arguments: { rows: required(list(struct({ ...on, ...row, ...key }), 1_000), "one for each subnet") },
      calls: ["SubtensorModule.batch_set_weights"],
      build: ({ rows }) => {
        rows.forEach(checkRow);
        return subtensor("batch_set_weights", {
          netuids: rows.map(({ netuid }) => netuid),
          weights: rows.map(({ uids, weights }) => uids.map((each, index) => [each, weights[index]])),
          version_keys: rows.map(({ versionKey }) => versionKey),
        });
      },
    }),
    commit: preparedWrite({
      summary:
        "Commits to weights by their hash; they are revealed in the epoch that the subnet's reveal period names.",
      signedBy: "hotkey",
      spends: "nothing",
      arguments: { ...on, ...row, ...salt, ...key, ...ofMechanism },
      calls: ["SubtensorModule.commit_weights", "SubtensorModule.commit_mechanism_weights"],
      uses: {},
    }),
    commitMany: write({
      summary: "Commits to weights on several subnets by their hashes.",
      signedBy: "hotkey",
      spends: "nothing",
      arguments: {
        rows: required(list(struct({ ...on, hash: required(hash, "of the weights") }), 1_000), "one for each subnet"),
      },
      calls: ["SubtensorModule.batch_commit_weights"],
      build: ({ rows }) =>
        subtensor("batch_commit_weights", {
          netuids: rows.map(({ netuid }) => netuid),
          commit_hashes: rows.map(({ hash }) => hash),
        }),
    }),
    reveal: write({
      summary: "Reveals weights by exactly the values that were committed to.",
      signedBy: "hotkey",
      spends: "nothing",
      arguments: { ...on, ...row, ...salt, ...key, ...ofMechanism },
      calls: ["SubtensorModule.reveal_weights", "SubtensorModule.reveal_mechanism_weights"],
      build: ({ netuid, uids, weights, salt, versionKey, mechanism }) => {
        checkRow({ uids, weights });
        return byMechanism("reveal_weights", "reveal_mechanism_weights", mechanism, {
          netuid,
          uids,
          values: weights,
          salt,
          version_key: versionKey,
        });
      },
    }),
    revealMany: write({
      summary: "Reveals several commits of one subnet.",
      signedBy: "hotkey",
      spends: "nothing",
      arguments: { ...on, rows: required(list(struct({ ...row, ...salt, ...key }), 100), "one for each commit") },
      calls: ["SubtensorModule.batch_reveal_weights"],
      build: ({ netuid, rows }) => {
        rows.forEach(checkRow);
        return subtensor("batch_reveal_weights", {
          netuid,
          uids_list: rows.map(({ uids }) => uids),
          values_list: rows.map(({ weights }) => weights),
          salts_list: rows.map(({ salt }) => salt),
          version_keys: rows.map(({ versionKey }) => versionKey),
        });
      },
    }),
    commitTimelocked: preparedWrite({
      summary: "Commits to weights that the chain opens by itself in a later epoch, with a signature of drand.",
      signedBy: "hotkey",
      spends: "nothing",
      arguments: {
        ...on,
        ...row,
        ...key,
        ...ofMechanism,
        round: optional(round, "of drand that opens it; the first of the reveal epoch without it"),
      },
      calls: ["SubtensorModule.commit_timelocked_weights", "SubtensorModule.commit_timelocked_mechanism_weights"],
      uses: {
        storage: [
          "Drand.BeaconConfig",
          "SubtensorModule.CommitRevealWeightsVersion",
          "SubtensorModule.RevealPeriodEpochs",
          "SubtensorModule.Tempo",
          "Timestamp.Now",
        ],
        apis: ["SubnetInfoRuntimeApi.get_next_epoch_start_block"],
        constants: ["Aura.SlotDuration"],
      },
    }),
  },
);
