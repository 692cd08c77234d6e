import { randomBytes } from "node:crypto";
import { AuditResponse } from "@taostack/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerAudit,
  auditFault,
  auditIndices,
  auditsNeeded,
  BLOCK_BYTES,
  detectionProbability,
  pieceId,
  seededBytes,
} from "../../src/index.js";

const samples = 2;
const stored = (piece: Uint8Array) => ({ id: pieceId(piece), bytes: piece.length });

describe("audits", () => {
  it("accept what was stored, whatever its length, and refuse any changed byte of the answer", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_000 }), fc.nat(), fc.nat(), (length, seed, at) => {
        const piece = seededBytes(`piece ${seed}`, length);
        const record = stored(piece);
        const nonce = seededBytes(`nonce ${seed}`, 32);
        const answer = answerAudit(nonce, record.id, piece, samples);
        expect(auditFault({ nonce, samples }, record, answer)).toBeUndefined();
        const bytes = AuditResponse.encode({ proofs: [answer] });
        bytes[at % bytes.length]! ^= 1;
        const fault = () => auditFault({ nonce, samples }, record, AuditResponse.decode(bytes).proofs[0]);
        // A changed length or tag may leave no message at all.
        let found: string | undefined = "malformed";
        try {
          found = fault();
        } catch {}
        expect(found).toBeDefined();
      }),
    ));

  it("find what is missing, another's, drawn by another nonce, or of another length", () => {
    const piece = seededBytes("a", 50_000);
    const record = stored(piece);
    const other = seededBytes("b", 50_000);
    const nonce = seededBytes("n", 32);
    const check = (proof?: ReturnType<typeof answerAudit>, about = record) =>
      auditFault({ nonce, samples }, about, proof);
    const good = answerAudit(nonce, record.id, piece, samples);
    expect(check()).toBe("missing");
    expect(check({ ...good, blocks: [] })).toBe("missing");
    expect(check({ ...good, id: pieceId(other) })).toBe("wrong_piece");
    expect(check(answerAudit(nonce, record.id, other, samples))).toBe("wrong_blocks");
    expect(check(answerAudit(seededBytes("m", 32), record.id, piece, samples))).toBe("wrong_blocks");
    expect(check({ ...good, binding: seededBytes("x", 32) })).toBe("wrong_binding");
    expect(check(good, { ...record, bytes: 50_001 })).toBe("wrong_blocks");
  });

  it("stay below 4 KiB on the wire for pieces of 2 MiB", () => {
    const piece = seededBytes("large", 2 * 1024 * 1024);
    const answer = answerAudit(seededBytes("n", 32), pieceId(piece), piece, samples);
    expect(AuditResponse.encode({ proofs: [answer] }).length).toBeLessThan(4096);
  });

  it("draw each block as often as another, and none twice", () => {
    const counts = new Array<number>(8).fill(0);
    for (let turn = 0; turn < 4000; turn++) {
      const drawn = auditIndices(seededBytes(`${turn}`, 32), new Uint8Array(32), 8 * BLOCK_BYTES, samples);
      expect(new Set(drawn).size).toBe(2);
      for (const index of drawn) counts[index]!++;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000));
  });

  it("find silent corruption as often as the formula says, and accuse nobody falsely: 10,000 audits", () => {
    // 100 pieces of 16 blocks; in one of them 1 % of all blocks: 16 of 1600, here one whole piece's worth spread over 16 pieces.
    const pieces = Array.from({ length: 100 }, (_, index) => seededBytes(`piece ${index}`, 16 * BLOCK_BYTES));
    const records = pieces.map(stored);
    const corrupted = new Set(Array.from({ length: 16 }, (_, index) => (index * 37 + 5) % 100));
    for (const index of corrupted) pieces[index]![(index % 16) * BLOCK_BYTES + 77]! ^= 4;
    const found = new Set<number>();
    let hits = 0;
    for (let turn = 0; turn < 10_000; turn++) {
      const index = turn % 100;
      const nonce = randomBytes(32);
      const answer = answerAudit(nonce, records[index]!.id, pieces[index]!, samples);
      if (auditFault({ nonce, samples }, records[index]!, answer) === undefined) continue;
      expect(corrupted.has(index)).toBe(true);
      found.add(index);
      hits++;
    }
    expect(found).toEqual(corrupted);
    // Rebuilding the tree from corrupted bytes changes every path through them: all blocks fail, not only the corrupted one.
    expect(hits).toBe(1600);
  });

  it("of a miner that keeps the old tree beside its corrupted blocks, too", () => {
    const piece = seededBytes("kept", 64 * BLOCK_BYTES);
    const record = stored(piece);
    const isBad = (index: number) => index < 4;
    const trials = 4000;
    let found = 0;
    for (let turn = 0; turn < trials; turn++) {
      const nonce = seededBytes(`kept ${turn}`, 32);
      const answer = answerAudit(nonce, record.id, piece, samples);
      const forged = {
        ...answer,
        blocks: answer.blocks.map((proof) =>
          isBad(proof.index) ? { ...proof, block: new Uint8Array(BLOCK_BYTES) } : proof,
        ),
      };
      if (auditFault({ nonce, samples }, record, forged)) found++;
    }
    const expected = detectionProbability(64, 4, samples);
    expect(Math.abs(found / trials - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / trials));
    const bound = auditsNeeded(expected, 0.999);
    expect(1 - (1 - expected) ** bound).toBeGreaterThanOrEqual(0.999);
    expect(1 - (1 - expected) ** (bound - 1)).toBeLessThan(0.999);
    expect(auditsNeeded(0, 0.9)).toBe(Number.POSITIVE_INFINITY);
  }, 60_000);
});
