import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AuditOutcome,
  auditMiner,
  createStorageChallenge,
  pieceId,
  type StorageEvidence,
  scoreStorage,
  sealPiece,
  seededBytes,
} from "../../src/index.js";
import { startMiner } from "./support/miners.js";

const nowMs = 1_700_000_000_000;
const audit = (fault?: AuditOutcome["fault"], atMs = nowMs): AuditOutcome => ({
  id: new Uint8Array(32),
  bytes: 1,
  atMs,
  latencyMs: 5,
  ...(fault ? { fault } : {}),
});
const audits = (good: number, bad = 0) => [
  ...Array.from({ length: good }, () => audit()),
  ...Array.from({ length: bad }, () => audit("missing")),
];
const evidence = (change: Partial<StorageEvidence> = {}): StorageEvidence => ({
  nowMs,
  audits: audits(40),
  retrievals: [],
  pieces: { held: 100, lost: 0 },
  ...change,
});
const total = (change?: Partial<StorageEvidence>) => scoreStorage(evidence(change)).total;
const fetched = (ok: boolean, ms = 100) => ({ atMs: nowMs, bytes: 1_000_000, ms, ok });

describe("scoring storage", () => {
  it("proves little by few audits, nothing by none", () => {
    expect(total({ audits: [] })).toBe(0);
    expect(total({ audits: audits(1) })).toBeLessThan(0.4);
    expect(total()).toBeGreaterThan(0.95);
    expect(total({ audits: audits(36, 4) })).toBeLessThan(0.85);
  });

  it("weighs a file that did not come back more than a failed audit", () => {
    const retrievals = [fetched(true), fetched(false)];
    expect(total({ retrievals }) / total()).toBeCloseTo(1 / 8, 10);
    expect(total({ pieces: { held: 100, lost: 10 } }) / total()).toBeCloseTo(0.9 ** 10, 10);
  });

  it("lets speed move a fifth and no more", () => {
    const at = (ms: number) => total({ retrievals: [fetched(true, ms)], usualBytesPerSecond: 10_000_000 });
    expect(at(100) / total()).toBeCloseTo(0.9, 10);
    expect(at(1e9) / total()).toBeCloseTo(0.8, 6);
    expect(at(0) / total()).toBeCloseTo(1, 6);
  });

  it("pays for the wanted pieces that are there, by the root of their share, and for none nothing", () => {
    const at = (held: number, lost = 0) => total({ pieces: { held, lost, wanted: 16 } });
    expect(at(16)).toBe(total());
    expect(at(20)).toBe(total());
    expect(at(4) / total()).toBeCloseTo(1 / 2, 10);
    expect(at(0)).toBe(0);
    expect(at(16, 1) / total()).toBeCloseTo(Math.sqrt(15 / 16) * (15 / 16) ** 10, 10);
  });

  it("forgets by half in a day", () => {
    const old = Array.from({ length: 40 }, () => audit("missing", nowMs - 20 * 86_400_000));
    expect(total({ audits: [...old, ...audits(40)] })).toBeCloseTo(total(), 3);
  });

  it("is pure, lies between 0 and 1, and falls with every fault", () =>
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(20), fc.nat(20), fc.nat(100), (good, bad, came, failed, lost) => {
        const given = evidence({
          audits: audits(good, bad),
          retrievals: [...Array(came).fill(fetched(true)), ...Array(failed).fill(fetched(false))],
          pieces: { held: 100, lost },
          usualBytesPerSecond: 1e6,
        });
        const score = scoreStorage(given);
        expect(scoreStorage(structuredClone(given))).toEqual(score);
        expect(score.total).toBeGreaterThanOrEqual(0);
        expect(score.total).toBeLessThanOrEqual(1);
        const worse = scoreStorage({ ...given, audits: [...given.audits, audit("late")] });
        if (good > 0) expect(worse.parts.audits).toBeLessThan(score.parts.audits);
      }),
    ));

  it("says in words what it found", () => {
    const { explanation } = scoreStorage(
      evidence({
        audits: [...audits(3), audit("late"), audit("wrong_blocks")],
        retrievals: [fetched(false), fetched(true)],
        pieces: { held: 10, lost: 1 },
        usualBytesPerSecond: 1,
      }),
    );
    expect(explanation).toBe(
      "Of 5 audits, 1 too late, 1 with blocks that are not the piece's. 1 of 2 retrievals failed. 1 of 10 pieces are gone. Pieces come at 10.0 MB/s.",
    );
  });
});

describe("the ways to cheat", () => {
  const stored = async (count: number) => {
    const miner = await startMiner(0);
    const pieces = Array.from({ length: count }, (_, index) => seededBytes(`piece ${index}`, 3000));
    const records = pieces.map((piece) => ({ id: pieceId(piece), bytes: piece.length }));
    for (const [index, piece] of pieces.entries()) await miner.peer.put(records[index]!.id, piece, 600);
    return { miner, records };
  };

  it("a miner that drops pieces is found by one round over all of them, and only for those", async () => {
    const { miner, records } = await stored(40);
    await miner.peer.delete([records[3]!.id, records[38]!.id]);
    const outcomes = await auditMiner(miner.peer, records, { baseMs: 10_000 });
    expect(outcomes.flatMap(({ fault }, index) => (fault ? [[index, fault]] : []))).toEqual([
      [3, "missing"],
      [38, "missing"],
    ]);
  });

  it("a miner that fetches on demand, or stalls, is late", async () => {
    const { miner, records } = await stored(2);
    const honest = miner.peer.audit;
    miner.faults = {
      audit: async (request) => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        return honest(request);
      },
    };
    const outcomes = await auditMiner(miner.peer, records, { baseMs: 100, perPieceMs: 10 });
    expect(outcomes.map(({ fault }) => fault)).toEqual(["late", "late"]);
  });

  it("two hotkeys cannot serve from one copy", () => {
    const secret = seededBytes("secret", 32);
    const shard = seededBytes("shard", 5000);
    const [one, two] = ["a", "b"].map((hotkey) => sealPiece(secret, hotkey, 0, 0, shard));
    expect(Buffer.from(pieceId(one!)).equals(pieceId(two!))).toBe(false);
    expect(Buffer.from(sealPiece(secret, "a", 0, 0, one!)).equals(shard)).toBe(true);
  });

  it("challenges are the same for a seed, and unlike for others", () => {
    const [once, again] = [createStorageChallenge(1), createStorageChallenge(1)];
    expect(again.check).toEqual(once.check);
    expect(again.request.audit).toEqual(once.request.audit);
    expect(createStorageChallenge(1).check).not.toEqual(createStorageChallenge(2).check);
    let turn = 0;
    const drawn = createStorageChallenge(() => turn++ / 10);
    expect(drawn.check.bytes).toBe(drawn.request.put.data.length);
  });
});
