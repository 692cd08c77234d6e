export { type AuditFault, answerAudit, auditFault, auditIndices, type PieceRecord } from "./audit.js";
export { type AuditOutcome, type AuditRoundOptions, auditMiner } from "./audit-round.js";
export { createStorageChallenge, type StorageChallenge, type StorageCheck, type StorageRequest } from "./challenge.js";
export { type Catalog, createFileCatalog, createMemoryCatalog } from "./client/catalog.js";
export { type Manifest, type ManifestChunk, type PiecePlace, parseManifest } from "./client/manifest.js";
export { checkObjectName } from "./client/names.js";
export { createStoragePeer, type StoragePeer } from "./client/peer.js";
export { type MinerPiece, piecesByMiner } from "./client/pieces-by-miner.js";
export { pickDistinct, placeObject, rankMiners, type StorageMiner } from "./client/placement.js";
export type { RenewReport } from "./client/renew.js";
export type { RepairReport } from "./client/repair.js";
export type { StorageClientOptions } from "./client/settings.js";
export {
  type GetOptions,
  type RenewOptions,
  StorageClient,
  type StorageClientModules,
} from "./client/storage-client.js";
export type { OnTransfer, Transfer } from "./client/transfer.js";
export { defaultStorageLimits, type StorageLimits } from "./contract.js";
export { auditsNeeded, detectionProbability, lossProbability } from "./detection.js";
export { ErasureCode, type Shard } from "./erasure.js";
export { isStorageError, type StorageError, type StorageErrorCode, type StorageErrorData } from "./errors.js";
export { type StorageMarket, type StorageTiming, storage } from "./market.js";
export { BLOCK_BYTES, blockCount, isBlockOf, MerkleTree, pieceId } from "./merkle.js";
export {
  bytesPerSecond,
  type PieceCounts,
  type Retrieval,
  type StorageEvidence,
  type StorageScore,
  scoreStorage,
} from "./score.js";
export { decryptChunk, encryptChunk, sealPiece } from "./seal.js";
export { seededBytes } from "./seeded-bytes.js";
export { serveStorage } from "./serve.js";
export type { StoredPiece, Usage } from "./store/piece-index.js";
export { defaultPieceStoreOptions, PieceStore, type PieceStoreOptions } from "./store/piece-store.js";
export { RecordLog } from "./store/record-log.js";
