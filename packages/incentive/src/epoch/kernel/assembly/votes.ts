// biome-ignore-all lint/style/useImportType: this language has no type imports.
import { stakeOf, weightedMedian } from "./median";
import { Rows } from "./rows";

/** A validator's UID in the low bits of its vote, below the score. */
const UID_BITS: i64 = 16;
/** Unused places behind each miner's votes, one cache line. Columns a power of two apart would evict each other. */
const GAP: i32 = 8;

/** The votes on each miner: scores above zero with the UID of who gave them. The other voters gave it 0. */
export class Votes {
  private voters: i32 = 0;
  /** Votes on miner `j` stand from `starts[j]` up to `ends[j]`. */
  private starts: StaticArray<i32>;
  private ends: StaticArray<i32>;
  private votes: StaticArray<i64> = new StaticArray<i64>(0);

  /** @param stakes - By validator; who has none has no vote. */
  constructor(
    weights: Rows,
    private stakes: StaticArray<i64>,
  ) {
    this.starts = new StaticArray<i32>(weights.n);
    this.ends = new StaticArray<i32>(weights.n);
    this.makeRoom(weights);
    this.collect(weights);
  }

  private makeRoom(weights: Rows): void {
    const counts = this.ends;
    for (let voter = 0; voter < weights.n; voter++) {
      if (this.stakes[voter] === 0) continue;
      this.voters++;
      for (let at = weights.offsets[voter]; at < weights.offsets[voter + 1]; at++) counts[weights.columns[at]]++;
    }
    let end = 0;
    for (let miner = 0; miner < weights.n; miner++) {
      this.starts[miner] = end;
      end += counts[miner] + GAP;
      counts[miner] = this.starts[miner];
    }
    this.votes = new StaticArray<i64>(end);
  }

  private collect(weights: Rows): void {
    const columns = weights.columns;
    const values = weights.values;
    const ends = this.ends;
    const votes = this.votes;
    for (let voter = 0; voter < weights.n; voter++) {
      if (this.stakes[voter] === 0) continue;
      for (let at = weights.offsets[voter]; at < weights.offsets[voter + 1]; at++) {
        if (values[at] !== 0) votes[ends[columns[at]]++] = (values[at] << UID_BITS) | voter;
      }
    }
  }

  /** The stake-weighted median of the scores of a miner; 0 without voters. */
  decide(miner: i32, total: i64, minority: i64): i64 {
    const start = this.starts[miner];
    const end = this.ends[miner];
    if (start === end) return 0;
    let zeroStake = total;
    for (let at = start; at < end; at++) zeroStake -= stakeOf(this.stakes, this.votes[at]);
    if (end - start < this.voters && zeroStake > minority) return 0;
    return weightedMedian(this.votes, this.stakes, start, end, zeroStake, minority) >> UID_BITS;
  }
}
