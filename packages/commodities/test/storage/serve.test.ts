import { PutPieceRequest } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import { pieceId, seededBytes } from "../../src/index.js";
import { coded, handlersOf, openStore } from "./support/miners.js";

const data = seededBytes("piece", 700_000);
const id = pieceId(data);
const put = { id, data, leaseSeconds: 60 };
const whole = { id, offset: 0, length: 0 };
const audit = { nonce: new Uint8Array(32), ids: [id], samples: 2 };
const invalid = coded("protocol/invalid_argument");

describe("serving storage", () => {
  it("streams pieces and ranges of them, to their owner only", async () => {
    const store = await openStore();
    const mine = handlersOf(store);
    const theirs = handlersOf(store, {}, "5Other");
    await mine.call("put", PutPieceRequest.decode(PutPieceRequest.encode(put)));
    expect((await mine.stream("get", whole)).equals(data)).toBe(true);
    expect(
      (await mine.stream("get", { id, offset: 600_000, length: 50 })).equals(data.subarray(600_000, 600_050)),
    ).toBe(true);
    expect(await mine.call("stats", {})).toMatchObject({ pieces: 1, bytes: 700_000 });
    await expect(theirs.stream("get", whole)).rejects.toEqual(coded("protocol/not_found"));
    expect(await theirs.call("audit", audit)).toMatchObject({ proofs: [{ blocks: [] }] });
    expect(await theirs.call("list", { after: new Uint8Array(0), limit: 5 })).toEqual({ pieces: [] });
    expect(await theirs.call("delete", { ids: [id] })).toEqual({ deleted: 0 });
    expect(await mine.call("delete", { ids: [id] })).toEqual({ deleted: 1 });
  });

  it("lengthens leases for their owner only, never shortens them, and says what it does not have", async () => {
    let now = 1_000_000;
    const store = await openStore({ now: () => now });
    const mine = handlersOf(store);
    const theirs = handlersOf(store, {}, "5Other");
    const ends = async (who: typeof mine, ids: Uint8Array[], leaseSeconds: number) =>
      ((await who.call("renew", { ids, leaseSeconds })) as { expiresAtSeconds: number[] }).expiresAtSeconds;
    await mine.call("put", put);
    const unknown = new Uint8Array(32);
    expect(await ends(mine, [id, unknown], 600)).toEqual([1600, 0]);
    expect(await ends(mine, [id], 60)).toEqual([1600]);
    expect(await ends(theirs, [id], 6000)).toEqual([0]);
    now += 500_000;
    expect(store.find("5Owner", id)?.bytes).toBe(700_000);
    now += 100_000;
    expect(await ends(mine, [id], 600)).toEqual([0]);
    for (const wrong of [{ ids: [] }, { ids: [new Uint8Array(31)] }, { leaseSeconds: 0 }, { leaseSeconds: 2 ** 31 }]) {
      await expect(mine.call("renew", { ids: [id], leaseSeconds: 60, ...wrong })).rejects.toEqual(invalid);
    }
    await store.close();
    await expect(mine.call("renew", { ids: [id], leaseSeconds: 60 })).rejects.toEqual(coded("protocol/unavailable"));
    await expect(mine.call("delete", { ids: [id] })).rejects.toEqual(coded("protocol/unavailable"));
  });

  it("lists page by page", async () => {
    const store = await openStore();
    const { call } = handlersOf(store);
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) {
      const bytes = seededBytes(`${index}`, 100);
      await call("put", { id: pieceId(bytes), data: bytes, leaseSeconds: 60 });
      ids.push(Buffer.from(pieceId(bytes)).toString("hex"));
    }
    const seen: string[] = [];
    for (let after = new Uint8Array(0); ; ) {
      const { pieces } = (await call("list", { after, limit: 3 })) as { pieces: { id: Uint8Array<ArrayBuffer> }[] };
      if (pieces.length === 0) break;
      seen.push(...pieces.map((piece) => Buffer.from(piece.id).toString("hex")));
      after = pieces.at(-1)!.id;
    }
    expect(seen).toEqual(ids.sort());
  });

  it("says what is wrong with a request", async () => {
    const { call, stream } = handlersOf(await openStore(), { maxPieceBytes: 700_000 });
    const path = Buffer.from("../../../../../etc/passwd");
    for (const change of [
      { id: path },
      { id: new Uint8Array(32) },
      { data: data.subarray(1) },
      { data: new Uint8Array(0) },
      { data: new Uint8Array(700_001) },
      { leaseSeconds: 0 },
      { leaseSeconds: 2 ** 31 },
    ]) {
      await expect(call("put", { ...put, ...change })).rejects.toEqual(invalid);
    }
    await call("put", put);
    for (const change of [{ id: path }, { offset: 700_001 }, { offset: 1, length: 700_000 }]) {
      await expect(stream("get", { ...whole, ...change })).rejects.toEqual(invalid);
    }
    for (const change of [
      { nonce: path },
      { ids: [] },
      { ids: [path] },
      { ids: new Array(65).fill(id) },
      { samples: 0 },
      { samples: 5 },
    ]) {
      await expect(call("audit", { ...audit, ...change })).rejects.toEqual(invalid);
    }
    for (const request of [
      { after: path, limit: 1 },
      { after: id, limit: 0 },
      { after: id, limit: 1001 },
    ]) {
      await expect(call("list", request)).rejects.toEqual(invalid);
    }
    await expect(call("delete", { ids: [] })).rejects.toEqual(invalid);
    await expect(call("delete", { ids: [path] })).rejects.toEqual(invalid);
  });

  it("refuses what passes its quota or its memory, and when its store is closed", async () => {
    const store = await openStore({ quotaBytes: 1000 });
    await expect(handlersOf(store).call("put", put)).rejects.toEqual(coded("protocol/resource_exhausted"));
    const busy = handlersOf(store, { maxBytesInFlight: 1000 });
    await expect(busy.call("put", put)).rejects.toEqual(coded("protocol/resource_exhausted"));
    await store.close();
    await expect(handlersOf(store).call("put", put)).rejects.toEqual(coded("protocol/unavailable"));
  });
});
