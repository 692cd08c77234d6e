import type { Score } from "../commodity.js";
import type { AuditOutcome } from "./audit-round.js";

/** A piece fetched whole by the validator, for a user or to see how fast it comes. */
export interface Retrieval {
  readonly atMs: number;
  readonly bytes: number;
  readonly ms: number;
  /** The bytes were those that had been stored. */
  readonly ok: boolean;
}

export interface PieceCounts {
  /** Pieces that the miner has acknowledged and whose leases run. */
  readonly held: number;
  /** Those of them that are known to be gone. */
  readonly lost: number;
  /** Pieces that the validator would have liked the miner to keep; left out, it is paid for whatever it keeps. */
  readonly wanted?: number;
}

/** All that a validator has seen of one miner. */
export interface StorageEvidence {
  /** Clock reading at the judgement. What is older counts less. */
  readonly nowMs: number;
  readonly audits: readonly Pick<AuditOutcome, "atMs" | "fault">[];
  readonly retrievals: readonly Retrieval[];
  readonly pieces: PieceCounts;
  /** Bytes per second that the middle of the peers reaches; left out if there are no peers to compare with. */
  readonly usualBytesPerSecond?: number;
}

export interface StorageScore extends Score {
  readonly parts: {
    /** Lower bound of the share of audits passed. */
    readonly audits: number;
    /** Share of bytes that came back when asked for, by the third power. Absent if none was asked for. */
    readonly retrieval?: number;
    /** Share of acknowledged pieces that are still there, by the tenth power. */
    readonly durability: number;
    /** Square root of the share of the wanted pieces that are there. Absent if it is not said how many are wanted. */
    readonly capacity?: number;
    /** own² / (own² + usual²). Absent without anything to compare. */
    readonly speed?: number;
  };
}

/** Evidence counts half after a day: a miner can mend its ways, and cannot live on its past. */
export const HALF_LIFE_MS = 86_400_000;
/** One-sided 90 %: a newcomer starts low and needs some 40 clean audits for 0.96. */
const Z = 1.2816;
/** A file that does not come back is what storage must never do: half the bytes count for an eighth. */
const RETRIEVAL_POWER = 3;
/** Each percent of pieces lost costs about ten percent. */
const DURABILITY_POWER = 10;
/** The most that speed can take away: nobody makes up for lost data by a fast line. */
const SPEED_SHARE = 0.2;

/**
 * Judges a storage miner. Pure: the same evidence gives the same score, to the bit.
 *
 * total = audits · retrieval · durability · capacity · (1 − 0.2·(1 − speed))
 *
 * The parts multiply, for none makes up for another. Audits enter by Wilson's lower bound, so that few of them prove little. Nothing is
 * paid for room that is only claimed: what counts is the share of the validator's own pieces that a miner keeps. It enters by its square
 * root, since weights are squares of scores unless a validator chooses otherwise: two miners with half of the pieces earn as one with all.
 */
export function scoreStorage(evidence: StorageEvidence): StorageScore {
  const { nowMs, pieces, usualBytesPerSecond } = evidence;
  const audits = wilsonLowerBound(tally(evidence.audits, nowMs, ({ fault }) => [1, fault === undefined]));
  const fetched = tally(evidence.retrievals, nowMs, ({ bytes, ok }) => [bytes, ok]);
  const retrieval = fetched.all > 0 ? (fetched.good / fetched.all) ** RETRIEVAL_POWER : undefined;
  const durability = (pieces.held > 0 ? clamp(1 - pieces.lost / pieces.held) : 1) ** DURABILITY_POWER;
  const { held, lost, wanted } = pieces;
  const capacity = wanted !== undefined && wanted > 0 ? Math.sqrt(clamp((held - lost) / wanted)) : undefined;
  const own = bytesPerSecond(evidence.retrievals, nowMs);
  const speed =
    usualBytesPerSecond !== undefined && usualBytesPerSecond > 0 && own !== undefined
      ? own ** 2 / (own ** 2 + usualBytesPerSecond ** 2)
      : undefined;
  return {
    total: audits * (retrieval ?? 1) * durability * (capacity ?? 1) * (1 - SPEED_SHARE * (1 - (speed ?? 1))),
    parts: {
      audits,
      durability,
      ...(retrieval === undefined ? {} : { retrieval }),
      ...(capacity === undefined ? {} : { capacity }),
      ...(speed === undefined ? {} : { speed }),
    },
    explanation: explain(evidence, speed === undefined ? undefined : own),
  };
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

interface Tally {
  readonly good: number;
  readonly all: number;
}

/** Half for every half-life gone by. A reading from the future counts as one of now. */
const weightAt = (atMs: number, nowMs: number): number => 0.5 ** (Math.max(0, nowMs - atMs) / HALF_LIFE_MS);

function tally<Item extends { readonly atMs: number }>(
  items: readonly Item[],
  nowMs: number,
  weigh: (item: Item) => readonly [amount: number, isGood: boolean],
): Tally {
  let good = 0;
  let all = 0;
  for (const item of items) {
    const [amount, isGood] = weigh(item);
    const weight = amount * weightAt(item.atMs, nowMs);
    all += weight;
    if (isGood) good += weight;
  }
  return { good, all };
}

/** 0 without any evidence. */
function wilsonLowerBound({ good, all }: Tally): number {
  if (all === 0) return 0;
  const share = good / all;
  const z2 = Z * Z;
  const middle = share + z2 / (2 * all);
  const spread = Z * Math.sqrt((share * (1 - share)) / all + z2 / (4 * all * all));
  return Math.max(0, (middle - spread) / (1 + z2 / all));
}

/** How fast pieces came, of those that came rightly; the bytes and the times are weighed alike. Undefined if none came. */
export function bytesPerSecond(retrievals: readonly Retrieval[], nowMs: number): number | undefined {
  let bytes = 0;
  let ms = 0;
  for (const retrieval of retrievals) {
    if (!retrieval.ok) continue;
    const weight = weightAt(retrieval.atMs, nowMs);
    bytes += weight * retrieval.bytes;
    ms += weight * Math.max(retrieval.ms, 0.001);
  }
  return ms > 0 ? (1000 * bytes) / ms : undefined;
}

const faultWords: Readonly<Record<NonNullable<AuditOutcome["fault"]>, string>> = {
  missing: "without the piece",
  wrong_piece: "about another piece",
  wrong_blocks: "with blocks that are not the piece's",
  wrong_binding: "not bound to the question",
  late: "too late",
  unreachable: "without any answer",
};

function explain({ audits, retrievals, pieces }: StorageEvidence, speed: number | undefined): string {
  const counts = new Map<string, number>();
  for (const { fault } of audits) {
    if (fault) counts.set(faultWords[fault], (counts.get(faultWords[fault]) ?? 0) + 1);
  }
  const faults = Array.from(counts, ([words, count]) => `${count} ${words}`);
  const { held, lost, wanted } = pieces;
  const failed = retrievals.filter(({ ok }) => !ok).length;
  return [
    audits.length === 0
      ? "No audit yet: nothing is proved."
      : faults.length === 0
        ? `All ${audits.length} audits passed.`
        : `Of ${audits.length} audits, ${faults.join(", ")}.`,
    failed > 0 && `${failed} of ${retrievals.length} retrievals failed.`,
    lost > 0 && `${lost} of ${held} pieces are gone.`,
    wanted !== undefined &&
      held - lost < wanted &&
      `It keeps ${held - lost} of the ${wanted} pieces that were meant for it.`,
    speed !== undefined && `Pieces come at ${(speed / 1e6).toFixed(1)} MB/s.`,
  ]
    .filter(Boolean)
    .join(" ");
}
