import { randomBytes } from "node:crypto";
import { type AuditFault, auditFault, type PieceRecord } from "./audit.js";
import type { StoragePeer } from "./client/peer.js";
import { untilAborted, withTimeout } from "./client/transfer.js";

/** What one audit of one piece found. */
export interface AuditOutcome {
  readonly id: Uint8Array;
  readonly bytes: number;
  /** Clock reading at the question. */
  readonly atMs: number;
  /** From question to answer, of all pieces that were asked for together. */
  readonly latencyMs: number;
  /** Absent if the proof holds. `unreachable`: no answer at all. */
  readonly fault?: AuditFault | "unreachable";
}

export interface AuditRoundOptions {
  /** Blocks of each piece. */
  readonly samples?: number;
  /** Pieces in one question. */
  readonly batch?: number;
  /** Time for an answer about one piece, and for each more of the same question. Short: a disk answers, another's network does not. */
  readonly baseMs?: number;
  readonly perPieceMs?: number;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  /** 32 bytes that nobody can foresee. */
  readonly nonce?: () => Uint8Array;
}

/** Asks a miner for proofs of pieces, one question after the other. An answer after its deadline counts as `late`, whatever it says. */
export async function auditMiner(
  peer: Pick<StoragePeer, "audit">,
  records: readonly PieceRecord[],
  options: AuditRoundOptions = {},
): Promise<AuditOutcome[]> {
  const { batch = 16, signal = new AbortController().signal } = options;
  const outcomes: AuditOutcome[] = [];
  for (let at = 0; at < records.length; at += batch) {
    signal.throwIfAborted();
    outcomes.push(...(await ask(peer, records.slice(at, at + batch), signal, options)));
  }
  return outcomes;
}

async function ask(
  peer: Pick<StoragePeer, "audit">,
  records: readonly PieceRecord[],
  signal: AbortSignal,
  { samples = 2, baseMs = 500, perPieceMs = 50, now = Date.now, nonce = () => randomBytes(32) }: AuditRoundOptions,
): Promise<AuditOutcome[]> {
  const request = { nonce: nonce(), ids: records.map(({ id }) => id), samples };
  const allowedMs = baseMs + perPieceMs * records.length;
  // Waited for longer than allowed, so that a slow miner can be told from an absent one.
  const limited = withTimeout(signal, 2 * allowedMs);
  const atMs = now();
  const startedAt = performance.now();
  const outcome = ({ id, bytes }: PieceRecord, fault?: AuditOutcome["fault"]): AuditOutcome => ({
    id,
    bytes,
    atMs,
    latencyMs: performance.now() - startedAt,
    ...(fault ? { fault } : {}),
  });
  try {
    const call = peer.audit(request, { signal: limited.signal, timeoutMs: 2 * allowedMs });
    const { proofs } = await untilAborted(limited.signal, call);
    const isLate = performance.now() - startedAt > allowedMs;
    return records.map((record, index) =>
      outcome(record, isLate ? "late" : auditFault(request, record, proofs[index])),
    );
  } catch {
    signal.throwIfAborted();
    return records.map((record) => outcome(record, "unreachable"));
  } finally {
    limited.stop();
  }
}
