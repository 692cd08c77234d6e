import { type AuditOutcome, auditMiner, createStorageChallenge, pieceId } from "@taostack/commodities";
import { isProtocolError } from "@taostack/protocol";
import type { CallableMiner } from "../miners/link.js";
import { weightedSample } from "../sampling.js";
import type { Ledger } from "./ledger.js";
import type { KeptPiece, Visit, VisitFault } from "./ledger-state.js";
import { createMinerPeer, type MinerPeer } from "./miner-peer.js";

export interface VisitSettings {
  /** Pieces that each miner is to keep. */
  readonly pieces: number;
  readonly leaseSeconds: number;
  /** Time for the first proof of a question. */
  readonly auditTimeoutMs: number;
  /** Time for putting or getting one piece. */
  readonly answerTimeoutMs: number;
}

export interface VisitModules {
  readonly ledger: Ledger;
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Retrievals of all miners wait here for each other: each has the validator's line for itself. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
}

const AUDITS = 8;
const PUTS = 4;
/** Chance of a retrieval in a visit, and of a piece making room for a new one once a miner has all. */
const RETRIEVAL_CHANCE = 1 / 4;
const TURNOVER_CHANCE = 1 / 8;
const CONNECT_TIMEOUT_MS = 10_000;
/** A piece of 1 MiB at 100 kB/s. Nobody shall hold up the round for longer. */
const RETRIEVAL_TIMEOUT_MS = 10_000;
/** What proves that a miner does not have a piece any more, unlike an answer that was late or did not come. */
const LOSSES: readonly (VisitFault | undefined)[] = ["missing", "wrong_piece", "wrong_blocks", "wrong_binding"];

/**
 * Sees to one miner: audits some of its pieces, now and then fetches one whole, renews leases, replaces what is gone, puts new pieces.
 * Undefined where nothing was learnt, or what was learnt is not to be held against the miner.
 */
export async function visitMiner(
  miner: CallableMiner,
  settings: VisitSettings,
  modules: VisitModules,
  signal: AbortSignal,
): Promise<Visit | undefined> {
  const { hotkey } = miner;
  const { ledger, random, clock } = modules;
  const peer = createMinerPeer(miner, { signal, timeoutMs: settings.answerTimeoutMs });
  const context = { hotkey, peer, settings, signal, ...modules };
  const drawn = weightedSample(standing(context), () => 1, AUDITS, random);
  const reached = await isReached(peer, settings);
  const outcomes = reached ? await audit(context, drawn) : [];
  const unreachable = reached ? 0 : Math.max(1, drawn.length);
  if (peer.excused) return undefined;
  const retrieval = reached && isWhole(outcomes) ? await maybeRetrieve(context) : undefined;
  if (peer.excused) return undefined;
  const visit: Visit = { hotkey, atMs: clock(), ...tally(outcomes, unreachable), ...(retrieval ? { retrieval } : {}) };
  await ledger.visited(visit);
  if (reached && isWhole(outcomes)) {
    await renew(context);
    await putNew(context);
  }
  return visit;
}

interface Context extends VisitModules {
  readonly hotkey: string;
  readonly peer: MinerPeer;
  readonly settings: VisitSettings;
  readonly signal: AbortSignal;
}

/** Pieces that are there, as far as is known. Not those whose lease is about to end: clocks differ. */
function standing({ ledger, hotkey, clock, settings }: Context): KeptPiece[] {
  const until = clock() + 100 * settings.leaseSeconds;
  return [...ledger.of(hotkey).pieces.values()].filter(
    ({ lostAtMs, expiresAtMs }) => lostAtMs === undefined && expiresAtMs > until,
  );
}

/** Connects beforehand, so that no audit is late for it. */
const isReached = (peer: MinerPeer, { answerTimeoutMs }: VisitSettings): Promise<boolean> =>
  peer.stats({ timeoutMs: Math.min(answerTimeoutMs, CONNECT_TIMEOUT_MS) }).then(
    () => true,
    () => false,
  );

const isWhole = (outcomes: readonly AuditOutcome[]) => outcomes.every(({ fault }) => fault !== "unreachable");

const idOf = ({ id }: KeptPiece): Uint8Array => Buffer.from(id, "hex");

async function audit(context: Context, pieces: readonly KeptPiece[]): Promise<AuditOutcome[]> {
  const { peer, settings, signal } = context;
  const records = pieces.map((piece) => ({ id: idOf(piece), bytes: piece.bytes }));
  const options = { baseMs: settings.auditTimeoutMs, batch: AUDITS, signal };
  const outcomes = await auditMiner(peer, records, options);
  const lost = pieces.filter((_, at) => LOSSES.includes(outcomes[at]?.fault));
  if (!peer.excused) await lose(context, lost);
  return outcomes;
}

/** Writes pieces off: they count as lost until their leases end, and their room is freed. */
async function lose({ ledger, peer, clock }: Context, pieces: readonly KeptPiece[]): Promise<void> {
  if (pieces.length === 0) return;
  await Promise.all(pieces.map((piece) => ledger.keep({ ...piece, lostAtMs: clock() })));
  await peer.delete(pieces.map(idOf)).catch(() => undefined);
}

function tally(outcomes: readonly AuditOutcome[], unreachable: number): Pick<Visit, "passed" | "faults"> {
  const faults: Partial<Record<VisitFault, number>> = unreachable > 0 ? { unreachable } : {};
  for (const { fault } of outcomes) if (fault) faults[fault] = (faults[fault] ?? 0) + 1;
  return { passed: outcomes.filter(({ fault }) => fault === undefined).length, faults };
}

async function maybeRetrieve(context: Context): Promise<Visit["retrieval"]> {
  const { ledger, hotkey, random, alone } = context;
  const isFirst = !ledger.of(hotkey).visits.some(({ retrieval }) => retrieval);
  const [piece] = weightedSample(standing(context), () => 1, 1, random);
  if (!piece || (!isFirst && random() >= RETRIEVAL_CHANCE)) return undefined;
  return alone(() => retrieve(context, piece));
}

async function retrieve(context: Context, piece: KeptPiece): Promise<Visit["retrieval"]> {
  const timeoutMs = Math.min(RETRIEVAL_TIMEOUT_MS, context.settings.answerTimeoutMs);
  const startedAt = performance.now();
  const found = await context.peer.get(idOf(piece), piece.bytes, { timeoutMs }).then(
    (bytes) => ({ bytes }),
    (error: unknown) => ({ error }),
  );
  const ms = performance.now() - startedAt;
  const ok = "bytes" in found && Buffer.from(pieceId(found.bytes)).toString("hex") === piece.id;
  const isGone = "error" in found ? saysGone(found.error) : !ok;
  if (isGone && !context.peer.excused) await lose(context, [piece]);
  return { bytes: piece.bytes, ms, ok };
}

const saysGone = (error: unknown): boolean =>
  isProtocolError(error, "protocol/not_found") || isProtocolError(error, "protocol/data_loss");

/** Where less than half of a lease is left. Pieces that the miner does not know are lost. */
async function renew(context: Context): Promise<void> {
  const { ledger, peer, clock, settings } = context;
  const soon = clock() + 500 * settings.leaseSeconds;
  const due = standing(context).filter(({ expiresAtMs }) => expiresAtMs < soon);
  if (due.length === 0) return;
  const expiresAtMs = endOfLease(context);
  const ends = await peer.renew(due.map(idOf), settings.leaseSeconds).catch(() => undefined);
  if (ends === undefined) return;
  await Promise.all(due.map((piece, at) => (ends[at] ? ledger.keep({ ...piece, expiresAtMs }) : undefined)));
  await lose(
    context,
    due.filter((_, at) => ends[at] === undefined),
  );
}

/** Fills up what is missing, lost pieces included. A full miner now and then gets a new piece for an old one. */
async function putNew(context: Context): Promise<void> {
  const { settings, random } = context;
  const kept = standing(context);
  let missing = settings.pieces - kept.length;
  if (missing <= 0 && random() < TURNOVER_CHANCE) missing = (await makeRoom(context, kept)) ? 1 : 0;
  for (let put = 0; put < Math.min(PUTS, missing); put++) if (!(await putOne(context))) return;
}

async function makeRoom({ ledger, peer, random }: Context, kept: readonly KeptPiece[]): Promise<boolean> {
  const [piece] = weightedSample(kept, () => 1, 1, random);
  if (!piece) return false;
  await ledger.drop(piece);
  return peer.delete([idOf(piece)]).then(
    () => true,
    () => false,
  );
}

/** False if the miner did not take it. It is not blamed for that: it only keeps less than others. */
async function putOne(context: Context): Promise<boolean> {
  const { ledger, peer, random, settings, hotkey, signal } = context;
  const { id, data } = createStorageChallenge(random).request.put;
  const expiresAtMs = endOfLease(context);
  try {
    await peer.put(id, data, settings.leaseSeconds);
  } catch {
    signal.throwIfAborted();
    return false;
  }
  await ledger.keep({ hotkey, id: Buffer.from(id).toString("hex"), bytes: data.length, expiresAtMs });
  return true;
}

/** Read before the call, and to the second below, as the miner counts. */
const endOfLease = ({ clock, settings }: Context): number =>
  (Math.floor(clock() / 1000) + settings.leaseSeconds) * 1000;
