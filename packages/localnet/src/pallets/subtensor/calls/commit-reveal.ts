import { ensure, type ReadContext } from "../../../frame/index.js";
import { type AccountId, compact, h256, u8, u16, u64, vec } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { eachItem } from "../weights/batch.js";
import { commitWeights, ensureRevealable, type Reveal, revealWeights } from "../weights/commit-reveal.js";
import { ensureStakeForWeights, mayUpdate } from "../weights/set-weights.js";
import { guardedCall } from "./builders.js";
import { timelockedWeightsCalls } from "./timelocked-weights.js";

const EXTENSION_REF_TIME = 327_958_000;

function checkCommit(at: ReadContext, signer: AccountId, netuid: number, mechanism: number): void {
  ensureStakeForWeights(at, netuid, signer);
  ensure(mayUpdate(at, netuid, mechanism, signer), errors.CommittingWeightsTooFast);
}

function checkReveal(at: ReadContext, signer: AccountId, reveal: Reveal): void {
  ensureStakeForWeights(at, reveal.netuid, signer);
  ensureRevealable(at, signer, reveal);
}

const commit_weights = guardedCall({
  index: 96,
  args: { netuid: u16, commit_hash: h256 },
  docs: "Commits to weights by their hash. The same hotkey reveals them in a later epoch.",
  weight: 594_049_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, signer, { netuid }) => checkCommit(at, signer, netuid, 0),
  run: (ctx, signer, { netuid, commit_hash }) => commitWeights(ctx, signer, netuid, 0, commit_hash),
});

const commit_mechanism_weights = guardedCall({
  index: 115,
  args: { netuid: u16, mecid: u8, commit_hash: h256 },
  docs: "As commit_weights, for one mechanism.",
  weight: 430_130_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, signer, { netuid, mecid }) => checkCommit(at, signer, netuid, mecid),
  run: (ctx, signer, { netuid, mecid, commit_hash }) => commitWeights(ctx, signer, netuid, mecid, commit_hash),
});

const batch_commit_weights = guardedCall({
  index: 100,
  args: { netuids: vec(compact(u16)), commit_hashes: vec(h256) },
  docs: "Commits to weights on several subnets.",
  weight: 722_224_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check(at, signer, { netuids, commit_hashes }) {
    ensure(netuids.length === commit_hashes.length, errors.InputLengthsUnequal);
    for (const netuid of netuids) ensureStakeForWeights(at, netuid, signer);
  },
  run(ctx, signer, { netuids, commit_hashes }) {
    eachItem(ctx, netuids, (netuid, item) => commitWeights(ctx, signer, netuid, 0, commit_hashes[item] ?? "0x"));
    ctx.emit(events.make.BatchWeightsCompleted([netuids, signer]));
  },
});

const revealArgs = { uids: vec(u16), values: vec(u16), salt: vec(u16), version_key: u64 } as const;

const reveal_weights = guardedCall({
  index: 97,
  args: { netuid: u16, ...revealArgs },
  docs: "Reveals committed weights: they must hash to the commit, and its reveal epoch must be now.",
  weight: 786_227_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, signer, { version_key, ...args }) =>
    checkReveal(at, signer, { ...args, mechanism: 0, versionKey: version_key }),
  run(ctx, signer, { version_key, ...args }) {
    revealWeights(ctx, signer, { ...args, mechanism: 0, versionKey: version_key });
  },
});

const reveal_mechanism_weights = guardedCall({
  index: 116,
  args: { netuid: u16, mecid: u8, ...revealArgs },
  docs: "As reveal_weights, for one mechanism.",
  weight: 722_000_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, signer, { version_key, mecid, ...args }) =>
    checkReveal(at, signer, { ...args, mechanism: mecid, versionKey: version_key }),
  run(ctx, signer, { version_key, mecid, ...args }) {
    revealWeights(ctx, signer, { ...args, mechanism: mecid, versionKey: version_key });
  },
});

const batch_reveal_weights = guardedCall({
  index: 98,
  args: {
    netuid: u16,
    uids_list: vec(vec(u16)),
    values_list: vec(vec(u16)),
    salts_list: vec(vec(u16)),
    version_keys: vec(u64),
  },
  docs: "Reveals several commits of one subnet, oldest first.",
  weight: 1_096_363_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check(at, signer, { netuid, uids_list, values_list, salts_list, version_keys }) {
    const lengths = [values_list, salts_list, version_keys].map(({ length }) => length);
    const equal = lengths.every((length) => length === uids_list.length);
    ensure(equal, errors.InputLengthsUnequal);
    for (const reveal of reveals(netuid, uids_list, values_list, salts_list, version_keys)) {
      checkReveal(at, signer, reveal);
    }
  },
  run(ctx, signer, { netuid, uids_list, values_list, salts_list, version_keys }) {
    const hashes = reveals(netuid, uids_list, values_list, salts_list, version_keys).map((reveal) =>
      revealWeights(ctx, signer, reveal),
    );
    ctx.emit(events.make.WeightsBatchRevealed([signer, netuid, hashes]));
  },
});

const reveals = (
  netuid: number,
  uids: readonly number[][],
  values: readonly number[][],
  salts: readonly number[][],
  versionKeys: readonly bigint[],
): Reveal[] =>
  uids.map((list, item) => ({
    netuid,
    mechanism: 0,
    uids: list,
    values: values[item] ?? [],
    salt: salts[item] ?? [],
    versionKey: versionKeys[item] ?? 0n,
  }));

export const commitRevealCalls = {
  commit_weights,
  commit_mechanism_weights,
  batch_commit_weights,
  reveal_weights,
  reveal_mechanism_weights,
  batch_reveal_weights,
  ...timelockedWeightsCalls,
};
