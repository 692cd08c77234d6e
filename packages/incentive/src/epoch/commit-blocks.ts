import { checkCommitBlocksInput } from "../check-input/check-commit-blocks-input.js";

/** A commit that has not been revealed. */
export interface PendingCommit {
  /** `SubnetEpochIndex` under which it was made. */
  readonly commitEpoch: number;
  readonly commitBlock: number;
}

export interface CommitBlocksInput {
  /** `SubnetworkN`. */
  readonly n: number;
  /** `SubnetEpochIndex`, already raised for the epoch that is about to run. */
  readonly currentEpoch: number;
  /** `RevealPeriodEpochs`. */
  readonly revealPeriodEpochs: number;
  /** `WeightCommits` of each UID, oldest first. */
  readonly hashCommits: ReadonlyMap<number, readonly PendingCommit[]>;
  /** `TimelockedWeightCommits` of accounts that hold a UID. */
  readonly timelockedCommits: readonly (PendingCommit & { readonly uid: number })[];
}

/** Whether a commit can no longer be revealed. */
export function isCommitExpired(commitEpoch: number, currentEpoch: number, revealPeriodEpochs: number): boolean {
  return currentEpoch > commitEpoch + revealPeriodEpochs;
}

/**
 * `EpochInput.commitBlocks`: the earliest unexpired commit of each UID, `Infinity` for none. UIDs from n on are ignored.
 * @throws `incentive/out_of_range`, naming the commit, as in `timelockedCommits[2].uid`.
 */
export function earliestCommitBlocks(input: CommitBlocksInput): Float64Array {
  checkCommitBlocksInput(input);
  const isAlive = ({ commitEpoch }: PendingCommit) =>
    !isCommitExpired(commitEpoch, input.currentEpoch, input.revealPeriodEpochs);
  const blocks = new Float64Array(input.n).fill(Infinity);
  const note = (uid: number, block: number) => {
    if (uid < input.n) blocks[uid] = Math.min(blocks[uid]!, block);
  };
  // Of a hash queue only the first that is alive counts, whatever the blocks behind it.
  for (const [uid, queue] of input.hashCommits) note(uid, queue.find(isAlive)?.commitBlock ?? Infinity);
  for (const commit of input.timelockedCommits.filter(isAlive)) note(commit.uid, commit.commitBlock);
  return blocks;
}
