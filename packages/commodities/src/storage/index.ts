export { type AuditFault, answerAudit, auditFault, auditIndices, type PieceRecord } from "./audit.js";
export { auditsNeeded, detectionProbability, lossProbability, passProbability } from "./detection.js";
export { ErasureCode, type Shard } from "./erasure.js";
export { isStorageError, type StorageError, type StorageErrorCode, type StorageErrorData } from "./errors.js";
export { BLOCK_BYTES, blockCount, isBlockOf, MerkleTree, pieceId } from "./merkle.js";
export { decryptChunk, encryptChunk, sealPiece } from "./seal.js";
export { seededBytes } from "./seeded-bytes.js";
