import type { CommitBlocksInput, PendingCommit } from "../epoch/commit-blocks.js";
import { checkInteger, checkU16 } from "./check-values.js";

/**
 * A commit of a UID from n on is no fault: its account may have lost the seat.
 * @throws `incentive/out_of_range`; `argument` is such as `hashCommits(<uid>)[0].commitBlock`.
 */
export function checkCommitBlocksInput(input: CommitBlocksInput): void {
  checkU16("n", input.n);
  checkInteger("currentEpoch", input.currentEpoch);
  checkInteger("revealPeriodEpochs", input.revealPeriodEpochs);
  for (const [uid, queue] of input.hashCommits) {
    checkU16(`hashCommits(${uid}).uid`, uid);
    queue.forEach((commit, index) => {
      checkCommit(commit, `hashCommits(${uid})[${index}]`);
    });
  }
  input.timelockedCommits.forEach((commit, index) => {
    checkU16(`timelockedCommits[${index}].uid`, commit.uid);
    checkCommit(commit, `timelockedCommits[${index}]`);
  });
}

function checkCommit({ commitEpoch, commitBlock }: PendingCommit, at: string): void {
  checkInteger(`${at}.commitEpoch`, commitEpoch);
  checkInteger(`${at}.commitBlock`, commitBlock);
}
