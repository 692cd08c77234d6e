import { earliestCommitBlocks } from "../epoch/commit-blocks.js";
import type { UidPairs } from "../epoch/sparse-rows.js";

interface Commit {
  readonly uid: number;
  readonly row: UidPairs;
  readonly commitEpoch: number;
  readonly commitBlock: number;
}

/**
 * Time-locked weight commits that wait for their reveal. Those of the epoch `revealPeriodEpochs` ago are revealed in the
 * block of an epoch just before it runs, when the chain's epoch index is already one higher.
 */
export class CommitQueue {
  readonly #period: number;
  #waiting: Commit[] = [];
  #currentEpoch = 0;

  constructor(revealPeriodEpochs: number) {
    this.#period = revealPeriodEpochs;
  }

  commit(uid: number, row: UidPairs, commitBlock: number): void {
    this.#waiting.push({ uid, row, commitEpoch: this.#currentEpoch, commitBlock });
  }

  /** Starts the next epoch; the rows that become weights, in the order of their commits. */
  reveal(): readonly Commit[] {
    this.#currentEpoch += 1;
    const isDue = ({ commitEpoch }: Commit) => commitEpoch + this.#period <= this.#currentEpoch;
    const due = this.#waiting.filter(isDue);
    this.#waiting = this.#waiting.filter((commit) => !isDue(commit));
    return due;
  }

  /** What a validator committed last, if that is not revealed yet. */
  latest(uid: number): UidPairs | undefined {
    return this.#waiting.findLast((commit) => commit.uid === uid)?.row;
  }

  /** Forgets the commits of a hotkey that lost its UID. */
  drop(uid: number): void {
    this.#waiting = this.#waiting.filter((commit) => commit.uid !== uid);
  }

  earliestBlocks(n: number): Float64Array {
    return earliestCommitBlocks({
      n,
      currentEpoch: this.#currentEpoch,
      revealPeriodEpochs: this.#period,
      hashCommits: new Map(),
      timelockedCommits: this.#waiting,
    });
  }
}
