import {
  type AuditRequest,
  implementService,
  type PieceProof,
  type PutPieceRequest,
  protocolError,
  type ServiceImplementation,
  StorageService,
} from "@taostack/protocol";
import { answerAudit } from "./audit.js";
import { checkCount, checkId, defaultStorageLimits, NONCE_BYTES, refuse, type StorageLimits } from "./contract.js";
import { isStorageError } from "./errors.js";
import type { StoredPiece } from "./store/piece-index.js";
import type { PieceStore } from "./store/piece-store.js";

/** Bytes of one message of a stream. */
const MESSAGE_BYTES = 512 * 1024;

/** The miner's side of storage. Each caller sees the pieces of its own hotkey only. */
export function serveStorage(store: PieceStore, limits: Partial<StorageLimits> = {}): ServiceImplementation {
  const all = { ...defaultStorageLimits, ...limits };
  const flight = createFlight(all.maxBytesInFlight);
  const find = (owner: string, id: Uint8Array) => store.find(owner, checkId(id)) ?? notFound();
  return implementService(StorageService, {
    put: (request, { peer }) => flight(request.data.length, () => putPiece(store, peer.hotkey, request, all)),

    renew: async ({ ids, leaseSeconds }, { peer }) => {
      checkCount("the number of ids", ids.length, 1, all.maxPage);
      const expiresAtMs = endOfLease(store, leaseSeconds, all);
      for (const id of ids) checkId(id);
      const renewed = await told(Promise.all(ids.map((id) => store.renew(peer.hotkey, id, expiresAtMs))));
      return { expiresAtSeconds: renewed.map((piece) => (piece ? Math.floor(piece.expiresAtMs / 1000) : 0)) };
    },

    async *get({ id, offset, length }, { peer, signal }) {
      const piece = find(peer.hotkey, id);
      checkCount("offset", offset, 0, piece.bytes);
      const end = length === 0 ? piece.bytes : checkCount("offset + length", offset + length, 0, piece.bytes);
      for (let at = offset; at < end && !signal.aborted; at += MESSAGE_BYTES) {
        const wanted = Math.min(MESSAGE_BYTES, end - at);
        const data = await flight(wanted, () => store.read(piece, at, wanted));
        if (data.length < wanted) throw protocolError("protocol/data_loss", "The disk has lost bytes of this piece.");
        yield { data };
      }
    },

    audit: async (request, { peer, signal }) => {
      checkAudit(request, all);
      const proofs: PieceProof[] = [];
      for (const id of request.ids) {
        signal.throwIfAborted();
        const piece = store.find(peer.hotkey, id);
        proofs.push(await flight(piece?.bytes ?? 0, () => provePiece(store, piece, id, request)));
      }
      return { proofs };
    },

    delete: async ({ ids }, { peer }) => {
      checkCount("the number of ids", ids.length, 1, all.maxPage);
      const deleted = await told(Promise.all(ids.map((id) => store.delete(peer.hotkey, checkId(id)))));
      return { deleted: deleted.filter(Boolean).length };
    },

    list: async ({ after, limit }, { peer }) => {
      if (after.length > 0) checkId(after);
      const pieces = store.list(peer.hotkey, after, checkCount("limit", limit, 1, all.maxPage));
      return {
        pieces: pieces.map(({ id, bytes, expiresAtMs }) => ({
          id: Buffer.from(id, "hex"),
          bytes,
          expiresAtSeconds: Math.floor(expiresAtMs / 1000),
        })),
      };
    },

    stats: async (_, { peer }) => ({ ...store.usageOf(peer.hotkey), freeBytes: store.freeBytes(peer.hotkey) }),
  });
}

async function putPiece(
  store: PieceStore,
  owner: string,
  { id, data, leaseSeconds }: PutPieceRequest,
  limits: StorageLimits,
) {
  checkId(id);
  checkCount("a piece's length", data.length, 1, limits.maxPieceBytes);
  const { expiresAtMs } = await told(store.put(owner, id, data, endOfLease(store, leaseSeconds, limits)));
  return { expiresAtSeconds: Math.floor(expiresAtMs / 1000) };
}

/** Milliseconds since 1970, whole seconds. @throws `protocol/invalid_argument` */
function endOfLease(store: PieceStore, leaseSeconds: number, { maxLeaseSeconds }: StorageLimits): number {
  checkCount("lease_seconds", leaseSeconds, 1, maxLeaseSeconds);
  return (Math.floor(store.now() / 1000) + leaseSeconds) * 1000;
}

function checkAudit({ nonce, ids, samples }: AuditRequest, limits: StorageLimits): void {
  if (nonce.length !== NONCE_BYTES) refuse(`a nonce has ${NONCE_BYTES} bytes, not ${nonce.length}`);
  checkCount("the number of ids", ids.length, 1, limits.maxAuditPieces);
  checkCount("samples", samples, 1, limits.maxAuditSamples);
  for (const id of ids) checkId(id);
}

async function provePiece(
  store: PieceStore,
  piece: StoredPiece | undefined,
  id: Uint8Array,
  { nonce, samples }: AuditRequest,
): Promise<PieceProof> {
  const bytes = piece && (await store.read(piece));
  // Bytes that are not all there would be no proof of anything.
  if (!bytes || bytes.length !== piece.bytes) return { id, blocks: [], binding: new Uint8Array(0) };
  return answerAudit(nonce, id, bytes, samples);
}

/** Bounds the memory of all calls together. */
function createFlight(maxBytes: number) {
  let inFlight = 0;
  return async <T>(bytes: number, work: () => Promise<T>): Promise<T> => {
    if (inFlight + bytes > maxBytes) throw protocolError("protocol/resource_exhausted", "The miner is busy.");
    inFlight += bytes;
    try {
      return await work();
    } finally {
      inFlight -= bytes;
    }
  };
}

function notFound(): never {
  throw protocolError("protocol/not_found", "There is no such piece of yours here, or its lease is over.");
}

/** A store's work, of whose trouble the caller hears what it may know. */
const told = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw toProtocolError(error);
  });

function toProtocolError(error: unknown): unknown {
  if (isStorageError(error, "storage/quota_exceeded")) {
    return protocolError("protocol/resource_exhausted", error.message, { cause: error });
  }
  if (isStorageError(error, "storage/corrupt_piece")) {
    return protocolError("protocol/invalid_argument", error.message, { cause: error });
  }
  if (isStorageError(error, "storage/closed")) {
    return protocolError("protocol/unavailable", "The miner's store is not open.", { cause: error });
  }
  return error;
}
