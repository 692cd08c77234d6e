import { createHash, hash } from "node:crypto";
import { equalBytes } from "@taostack/primitives";
import type { AuditRequest, PieceProof } from "@taostack/protocol";
import { BLOCK_BYTES, blockCount, isBlockOf, MerkleTree } from "./merkle.js";

/** All that a validator must keep of a piece in order to audit it. */
export interface PieceRecord {
  readonly id: Uint8Array;
  readonly bytes: number;
}

export type AuditFault = "missing" | "wrong_piece" | "wrong_blocks" | "wrong_binding" | "late";

/** The blocks that a nonce draws: distinct, in the order drawn, each equally likely but for 2^-22 at most. */
export function auditIndices(nonce: Uint8Array, id: Uint8Array, pieceBytes: number, samples: number): number[] {
  const count = blockCount(pieceBytes);
  const drawn = new Set<number>();
  const input = Buffer.concat([Buffer.from("taostack storage audit v1\0"), nonce, id, Buffer.alloc(4)]);
  for (let turn = 0; drawn.size < Math.min(samples, count); turn++) {
    input.writeUInt32BE(turn, input.length - 4);
    drawn.add(hash("sha256", input, "buffer").readUIntBE(0, 6) % count);
  }
  return [...drawn];
}

function bindingOf(nonce: Uint8Array, id: Uint8Array, blocks: readonly { readonly block: Uint8Array }[]): Buffer {
  const digest = createHash("sha256").update("taostack storage answer v1\0").update(nonce).update(id);
  for (const { block } of blocks) digest.update(block);
  return digest.digest();
}

/** The miner's side: the drawn blocks of one piece, with their proofs. */
export function answerAudit(nonce: Uint8Array, id: Uint8Array, piece: Uint8Array, samples: number): PieceProof {
  const tree = new MerkleTree(piece);
  const blocks = auditIndices(nonce, id, piece.length, samples).map((index) => ({
    index,
    block: piece.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES),
    path: tree.path(index),
  }));
  return { id, blocks, binding: bindingOf(nonce, id, blocks) };
}

/** The validator's side: what is wrong with an answer, or undefined. Nothing in it is trusted but what hashes to the root. */
export function auditFault(
  { nonce, samples }: Pick<AuditRequest, "nonce" | "samples">,
  record: PieceRecord,
  proof: PieceProof | undefined,
): AuditFault | undefined {
  if (!proof || proof.blocks.length === 0) return "missing";
  if (!equalBytes(proof.id, record.id)) return "wrong_piece";
  const indices = auditIndices(nonce, record.id, record.bytes, samples);
  const right = indices.every((index, at) => {
    const answer = proof.blocks[at];
    return answer?.index === index && isBlockOf(record.id, record.bytes, answer);
  });
  if (!right || proof.blocks.length !== indices.length) return "wrong_blocks";
  return equalBytes(proof.binding, bindingOf(nonce, record.id, proof.blocks)) ? undefined : "wrong_binding";
}
