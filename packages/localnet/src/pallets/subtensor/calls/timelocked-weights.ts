import { ensure, type ReadContext } from "../../../frame/index.js";
import { type AccountId, boundedBytes, u8, u16, u64 } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { ensureStakeForWeights, mayUpdate } from "../weights/set-weights.js";
import { commitTimelocked, ensureFutureRound } from "../weights/timelocked.js";
import { guardedCall } from "./builders.js";

const MAX_COMMIT_BYTES = 5000;
const CRV3_VERSION = 4;

const common = { extensionWeight: 327_958_000, paysFee: false } as const;
const commitArgs = { commit: boundedBytes(MAX_COMMIT_BYTES), reveal_round: u64 } as const;

interface Target {
  readonly netuid: number;
  readonly mecid?: number;
  readonly reveal_round: bigint;
}

function check(at: ReadContext, signer: AccountId, { netuid, mecid = 0, reveal_round }: Target): void {
  ensureStakeForWeights(at, netuid, signer);
  ensureFutureRound(at, reveal_round);
  ensure(mayUpdate(at, netuid, mecid, signer), errors.CommittingWeightsTooFast);
}

const commit_timelocked_weights = guardedCall({
  index: 113,
  args: { netuid: u16, ...commitArgs, commit_reveal_version: u16 },
  docs: "Commits to weights encrypted to a round of the beacon. The chain reveals them.",
  weight: 636_951_000,
  ...common,
  check,
  run: (ctx, signer, { netuid, commit, reveal_round: round, commit_reveal_version: version }) =>
    commitTimelocked(ctx, signer, { netuid, mechanism: 0, commit, round, version }),
});

const commit_crv3_mechanism_weights = guardedCall({
  index: 117,
  args: { netuid: u16, mecid: u8, ...commitArgs },
  docs: "As commit_timelocked_mechanism_weights, of version 4.",
  weight: 452_750_000,
  ...common,
  check,
  run: (ctx, signer, { netuid, mecid: mechanism, commit, reveal_round: round }) =>
    commitTimelocked(ctx, signer, { netuid, mechanism, commit, round, version: CRV3_VERSION }),
});

const commit_timelocked_mechanism_weights = guardedCall({
  index: 118,
  args: { netuid: u16, mecid: u8, ...commitArgs, commit_reveal_version: u16 },
  docs: "As commit_timelocked_weights, for one mechanism.",
  weight: 509_020_000,
  ...common,
  check,
  run: (ctx, signer, { netuid, mecid: mechanism, commit, reveal_round: round, commit_reveal_version: version }) =>
    commitTimelocked(ctx, signer, { netuid, mechanism, commit, round, version }),
});

export const timelockedWeightsCalls = {
  commit_timelocked_weights,
  commit_crv3_mechanism_weights,
  commit_timelocked_mechanism_weights,
};
