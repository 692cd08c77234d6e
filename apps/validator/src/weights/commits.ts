import type { SubtensorClient } from "@taostack/chain";
import type { PendingCommit } from "./commit.js";

/**
 * What the chain says of a commit: not there yet, too early to reveal, to be revealed now, too late, or not there and never to come.
 */
export type CommitStatus = "awaited" | "early" | "due" | "late" | "gone";

export interface CommitLookup {
  readonly netuid: number;
  readonly hotkey: string;
  /** Epochs between commit and reveal. */
  readonly revealPeriod: number;
}

type StoredCommit = readonly [hash: string, epochOrBlock: bigint, blockOrFirst: bigint, lastOrZero: bigint];

/** Transactions are signed for 64 blocks; some more, since a commit is made before it is signed. */
const BLOCKS_UNTIL_GONE = 72;

/**
 * Looks the commits of a hotkey up. Runtimes that count epochs store (hash, epoch, block, 0); older ones (hash, block, first block,
 * last block of the reveal).
 */
export async function readCommitStatuses(
  chain: SubtensorClient,
  { netuid, hotkey, revealPeriod }: CommitLookup,
  pending: readonly PendingCommit[],
): Promise<CommitStatus[]> {
  const { number: block } = await chain.blocks.head();
  const stored =
    (await chain.chain.query<StoredCommit[] | undefined>("SubtensorModule", "WeightCommits", [netuid, hotkey])) ?? [];
  // Only runtimes that count epochs have the counter.
  const epoch = stored.some(([, , , last]) => last === 0n) ? await readEpoch(chain, netuid) : 0n;
  return pending.map(({ hash, block: madeAt }) => {
    const entry = stored.find(([storedHash]) => storedHash === hash);
    if (entry === undefined) return block >= madeAt && block < madeAt + BLOCKS_UNTIL_GONE ? "awaited" : "gone";
    const [, epochOrBlock, first, last] = entry;
    const revealEpoch = epochOrBlock + BigInt(revealPeriod);
    return last > 0n ? statusBetween(BigInt(block), first, last) : statusBetween(epoch, revealEpoch, revealEpoch);
  });
}

const statusBetween = (now: bigint, first: bigint, last: bigint): CommitStatus =>
  now < first ? "early" : now <= last ? "due" : "late";

const readEpoch = async (chain: SubtensorClient, netuid: number): Promise<bigint> =>
  BigInt(await chain.chain.query<bigint | number>("SubtensorModule", "SubnetEpochIndex", [netuid]));
