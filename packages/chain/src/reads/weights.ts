import { mechanismIndex } from "@taostack/incentive";
import type { ChainReader } from "../chain-reader.js";
import type { Readers } from "./readers.js";

const SM = "SubtensorModule";

type Entry = readonly [uid: number, value: number];
type HashCommit = readonly [hash: string, epoch: bigint, block: bigint, unused: bigint];
type TimelockedCommit = readonly [hotkey: string, block: bigint, commit: Uint8Array, round: bigint];

export const weights: Readers<"weights"> = {
  of: (chain, { netuid, mechanism }) => rowsOf(chain, "Weights", mechanismIndex(netuid, mechanism)),
  bonds: (chain, { netuid, mechanism }) => rowsOf(chain, "Bonds", mechanismIndex(netuid, mechanism)),
  rules: async (chain, { netuid }) => {
    const of = <T>(item: string) => chain.query<T>(SM, item, [netuid]);
    const [commitReveal, revealPeriod, rateLimit, minAllowed, versionKey, commitVersion, lastRound] = await Promise.all(
      [
        of<boolean>("CommitRevealWeightsEnabled"),
        of<bigint>("RevealPeriodEpochs"),
        of<bigint>("WeightsSetRateLimit"),
        of<number>("MinAllowedWeights"),
        of<bigint>("WeightsVersionKey"),
        chain.query<number>(SM, "CommitRevealWeightsVersion"),
        chain.query<bigint>("Drand", "LastStoredRound"),
      ],
    );
    return {
      commitReveal,
      revealPeriod: Number(revealPeriod),
      rateLimit: Number(rateLimit),
      minAllowed,
      versionKey,
      commitVersion,
      lastRound,
    };
  },
  commits: async (chain, { netuid, hotkey, mechanism }) => {
    const key = [mechanismIndex(netuid, mechanism), hotkey];
    const found = (await chain.query<HashCommit[] | undefined>(SM, "WeightCommits", key)) ?? [];
    return found.map(([hash, epoch, block]) => ({ hash, epoch: Number(epoch), block: Number(block) }));
  },
  timelockedCommits: async (chain, { netuid, mechanism }) => {
    const index = mechanismIndex(netuid, mechanism);
    const found = await chain.entries<[number, bigint], TimelockedCommit[]>(SM, "TimelockedWeightCommits", [index]);
    return found
      .flatMap(([[, epoch], commits]) =>
        commits.map(([hotkey, block, commit, round]) => ({
          epoch: Number(epoch),
          hotkey,
          block: Number(block),
          commit,
          round,
        })),
      )
      .sort((a, b) => a.epoch - b.epoch);
  },
};

/** The rows of a subnet that are not empty, by uid. */
export async function rowsOf(chain: ChainReader, item: "Weights" | "Bonds", index: number) {
  const rows = await chain.entries<[number, number], Entry[]>(SM, item, [index]);
  return rows
    .map(([[, uid], entries]) => ({
      uid,
      uids: Uint16Array.from(entries, ([to]) => to),
      weights: Uint16Array.from(entries, ([, value]) => value),
    }))
    .sort((a, b) => a.uid - b.uid);
}
