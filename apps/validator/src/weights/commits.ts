import type { SubtensorClient } from "@taostack/chain";
import type { PendingCommit } from "./commit.js";

/** What the chain says of a commit: not there, too early to reveal, to be revealed now, or too late. */
export type CommitStatus = "gone" | "early" | "due" | "late";

type StoredCommit = readonly [hash: string, epochOrBlock: bigint, blockOrFirst: bigint, lastOrZero: bigint];

/**
 * Looks the commits of a hotkey up. Runtimes that count epochs store (hash, epoch, block, 0); older ones (hash, block, first block,
 * last block of the reveal).
 */
export async function readCommitStatuses(
  chain: SubtensorClient,
  { netuid, hotkey, revealPeriod }: { readonly netuid: number; readonly hotkey: string; readonly revealPeriod: number },
  pending: readonly PendingCommit[],
): Promise<CommitStatus[]> {
  const stored =
    (await chain.chain.query<StoredCommit[] | undefined>("SubtensorModule", "WeightCommits", [netuid, hotkey])) ?? [];
  const now = await readNow(chain, netuid, stored);
  return pending.map(({ hash }) => {
    const entry = stored.find(([storedHash]) => storedHash === hash);
    if (entry === undefined) return "gone";
    const [, epochOrBlock, first, last] = entry;
    if (last > 0n) return now < first ? "early" : now <= last ? "due" : "late";
    const revealEpoch = epochOrBlock + BigInt(revealPeriod);
    return now < revealEpoch ? "early" : now === revealEpoch ? "due" : "late";
  });
}

/** The epoch counter, or the block where the commits are kept by blocks. */
async function readNow(chain: SubtensorClient, netuid: number, stored: readonly StoredCommit[]): Promise<bigint> {
  if (stored.some(([, , , last]) => last > 0n)) return BigInt((await chain.blocks.head()).number);
  return BigInt(await chain.chain.query<bigint | number>("SubtensorModule", "SubnetEpochIndex", [netuid]));
}
