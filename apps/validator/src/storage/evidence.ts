import { bytesPerSecond, type Retrieval, type StorageEvidence } from "@taostack/commodities";
import type { Ledger } from "./ledger.js";
import type { MinerRecord, Visit, VisitFault } from "./ledger-state.js";

/** What the ledger says about a miner, as the market's rules take it. */
export function evidenceOf(
  ledger: Ledger,
  hotkey: string,
  wanted: number,
  nowMs: number,
  /** As `usualSpeed` gives it, for whoever judges several. */
  usualBytesPerSecond = usualSpeed(ledger, nowMs),
): StorageEvidence {
  const { pieces, visits } = ledger.of(hotkey);
  const lost = [...pieces.values()].filter(({ lostAtMs }) => lostAtMs !== undefined).length;
  return {
    nowMs,
    audits: visits.flatMap(auditsOf),
    retrievals: retrievalsOf(visits),
    pieces: { held: pieces.size, lost, wanted },
    ...(usualBytesPerSecond === undefined ? {} : { usualBytesPerSecond }),
  };
}

function auditsOf({ atMs, passed, faults }: Visit): StorageEvidence["audits"] {
  const failed = Object.entries(faults) as [VisitFault, number][];
  return [
    ...Array.from({ length: passed }, () => ({ atMs })),
    ...failed.flatMap(([fault, count]) => Array.from({ length: count }, () => ({ atMs, fault }))),
  ];
}

const retrievalsOf = (visits: MinerRecord["visits"]): Retrieval[] =>
  visits.flatMap(({ atMs, retrieval }) => (retrieval ? [{ atMs, ...retrieval }] : []));

/** What the middle of the miners reaches; undefined with fewer than two to compare. */
export function usualSpeed(ledger: Ledger, nowMs: number): number | undefined {
  const speeds = ledger
    .hotkeys()
    .map((hotkey) => bytesPerSecond(retrievalsOf(ledger.of(hotkey).visits), nowMs))
    .filter((speed) => speed !== undefined)
    .sort((a, b) => a - b);
  return speeds.length > 1 ? speeds[speeds.length >> 1] : undefined;
}
