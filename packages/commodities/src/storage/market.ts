import type { AuditResponse } from "@taostack/protocol";
import type { Commodity, Evidence, Score, ScoreInput } from "../commodity.js";
import { auditFault } from "./audit.js";
import { createStorageChallenge, type StorageCheck, type StorageRequest } from "./challenge.js";
import type { StorageLimits } from "./contract.js";
import { serveStorage } from "./serve.js";
import { PieceStore, type PieceStoreOptions } from "./store/piece-store.js";

/** How long the answer to the audit took, and how long it was given, in milliseconds. */
export interface StorageTiming {
  readonly ms: number;
  readonly allowedMs: number;
}

export interface StorageMarket {
  /** A miner's store. Validators need none: a root is all that judging takes. */
  Model: PieceStore;
  ModelOptions: PieceStoreOptions;
  Request: StorageRequest;
  Answer: AuditResponse;
  Check: StorageCheck;
  Timing: StorageTiming;
  Reference: undefined;
  Limits: StorageLimits;
}

type AnswerEvidence = Evidence<StorageRequest, AuditResponse, StorageCheck, StorageTiming>;

/** One answer to one audit: right and in time, or nothing. A miner's standing over time is `scoreStorage`. */
function scoreAnswer({
  challenge: { request, check },
  answer,
  timing,
}: ScoreInput<StorageRequest, AuditResponse, StorageCheck, StorageTiming, undefined>): Score {
  const record = check ?? { id: request.put.id, bytes: request.put.data.length };
  const isLate = timing !== undefined && timing.ms > timing.allowedMs;
  const fault = auditFault(request.audit, record, answer.proofs[0]);
  const proof = fault === undefined ? 1 : 0;
  const time = isLate ? 0 : 1;
  return {
    total: proof * time,
    parts: { proof, time },
    explanation: fault
      ? `The answer proves nothing: ${fault.replaceAll("_", " ")}.`
      : isLate
        ? `The proof is right, but came after ${timing.ms.toFixed(0)} ms; ${timing.allowedMs} were given.`
        : "The miner has the piece.",
  };
}

/** The market for storage: pieces kept for as long as their leases run, judged by proofs of possession. */
export const storage = {
  name: "storage",
  loadModel: (folder: string, options?: PieceStoreOptions): Promise<PieceStore> => PieceStore.open(folder, options),
  createChallenge: createStorageChallenge,
  serve: serveStorage,
  verifyAnswer: async (_reference: PieceStore | undefined, { answer, timing, ...challenge }: AnswerEvidence) =>
    scoreAnswer({ challenge, answer, reference: undefined, ...(timing ? { timing } : {}) }),
  scoreAnswer,
} as const satisfies Commodity<StorageMarket>;
