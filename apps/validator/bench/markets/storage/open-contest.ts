import {
  type AuditOutcome,
  auditFault,
  createStorageChallenge,
  type PieceRecord,
  pieceId,
  type Random,
  type Retrieval,
  scoreStorage,
  seededBytes,
  storage,
} from "@taostack/commodities";
import { middle } from "../../../src/middle.js";
import type { Contest, Examiner, ExaminerContext } from "../contest.js";
import { randomOf, seedOf } from "../seeds.js";
import { cheats, type Disk, honestMiners, limits, type StorageMiner, type StorageShelf } from "./miners.js";

/** An epoch of the chain: 360 blocks of 12 seconds. Readings of the validator's clock, not waited for. */
const EPOCH_MS = 360 * 12_000;
/** Pieces that a validator leaves with a miner at a time; a new one in each epoch, for as many epochs. */
const PIECES = 10;
/** As `auditMiner` allows for one piece. */
const ALLOWED_MS = 550;
const SAMPLES = 2;

export async function openStorageContest(): Promise<Contest> {
  const miners = [...honestMiners(), ...limits(), ...cheats()];
  return {
    commodity: storage.name,
    measure: "share of answers that come in time, percent; then milliseconds a megabyte",
    challengesPerEpoch: PIECES,
    contestants: miners,
    openExaminer: (context) => openExaminer(miners, context),
    dispose: async () => {},
  };
}

/** What a validator knows of one miner. */
interface Dossier {
  readonly shelf: StorageShelf;
  readonly pieces: PieceRecord[];
  readonly lost: Set<PieceRecord>;
  readonly audits: AuditOutcome[];
  readonly retrievals: Retrieval[];
}

function openExaminer(miners: readonly StorageMiner[], { seed, hotkeys, scoreboard }: ExaminerContext): Examiner {
  const dossiers = openDossiers(miners, seed);
  return {
    async examine(epoch) {
      const nowMs = epoch * EPOCH_MS;
      for (const [at, dossier] of dossiers.entries()) {
        visit(dossier, { nowMs, epoch, random: randomOf(seed, epoch, at), seed: seedOf(seed, epoch, at) });
      }
      const speeds = dossiers.map(({ retrievals }) => speedOf(retrievals)).filter((speed) => speed !== undefined);
      const usual = middle(speeds);
      for (const [at, { pieces, lost, audits, retrievals }] of dossiers.entries()) {
        const held = { held: pieces.length, lost: lost.size };
        const evidence = { nowMs, audits, retrievals, pieces: held };
        const { total, explanation } = scoreStorage({
          ...evidence,
          ...(usual === undefined ? {} : { usualBytesPerSecond: usual }),
        });
        scoreboard.record(hotkeys[at]!, total, explanation);
      }
    },
  };
}

function openDossiers(miners: readonly StorageMiner[], seed: number): Dossier[] {
  const disks = miners.map((): Disk => new Map());
  return miners.map(({ name, openShelf }, at) => ({
    shelf: openShelf(disks[at]!, randomOf(seed, name), disks[0]!),
    pieces: [],
    lost: new Set(),
    audits: [],
    retrievals: [],
  }));
}

interface Visit {
  readonly nowMs: number;
  readonly epoch: number;
  readonly seed: number;
  readonly random: Random;
}

/** Audits all pieces, fetches one of them, lets the oldest go, and leaves a new one. */
function visit(dossier: Dossier, { nowMs, epoch, seed, random }: Visit): void {
  const { shelf, pieces, lost } = dossier;
  for (const [index, record] of pieces.entries()) {
    const nonce = seededBytes(`nonce ${seed} ${index}`, 32);
    const request = { nonce, ids: [record.id], samples: SAMPLES };
    const answer = shelf.audit(request, random);
    const isLate = answer !== undefined && answer.ms > ALLOWED_MS;
    const fault = answer === undefined ? "unreachable" : isLate ? "late" : auditFault(request, record, answer.value);
    dossier.audits.push({ ...record, atMs: nowMs, latencyMs: answer?.ms ?? 0, ...(fault ? { fault } : {}) });
    if (fault === "missing") lost.add(record);
  }
  const wanted = pieces[Math.floor(random() * pieces.length)];
  if (wanted) dossier.retrievals.push(retrieve(shelf, wanted, nowMs, random));
  if (pieces.length === PIECES) {
    const oldest = pieces.shift()!;
    lost.delete(oldest);
    shelf.drop(oldest);
  }
  const { request, check } = createStorageChallenge(seedOf(seed, "piece", epoch));
  shelf.put(check, request.put.data);
  pieces.push(check);
}

function retrieve(shelf: StorageShelf, record: PieceRecord, nowMs: number, random: Random): Retrieval {
  const came = shelf.get(record, random);
  const ok = came !== undefined && Buffer.from(pieceId(came.value)).equals(record.id);
  return { atMs: nowMs, bytes: record.bytes, ms: came?.ms ?? 0, ok };
}

/** Bytes per second of what came rightly. */
function speedOf(retrievals: readonly Retrieval[]): number | undefined {
  const good = retrievals.filter(({ ok }) => ok);
  const ms = good.reduce((sum, each) => sum + each.ms, 0);
  return ms > 0 ? (1000 * good.reduce((sum, { bytes }) => sum + bytes, 0)) / ms : undefined;
}
