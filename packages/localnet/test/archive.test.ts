import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountIdOf, devAccounts, type Localnet, startLocalnet } from "../src/index.js";
import { storage as system } from "../src/pallets/system/storage.js";
import { connectRaw, type RawClient } from "./support/rpc.js";

interface ArchiveEvent {
  readonly event: string;
  readonly [field: string]: unknown;
}

describe("archive_v1", () => {
  let net: Localnet;
  let raw: RawClient;
  const bob = accountIdOf(devAccounts[1]?.address ?? "");
  const key = system.Account.key(bob);

  beforeAll(async () => {
    net = await startLocalnet({ mode: "manual" });
    raw = await connectRaw(net.url);
    const { tx, send } = net.client;
    await send("//Alice", tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: bob }, value: 9n }));
    await net.mine(3);
  });
  afterAll(async () => {
    await raw.close();
    await net.close();
  });

  const ask = async (method: string, ...params: unknown[]) => (await raw.call(method, ...params)).result;
  const hashAt = async (height: number) => ((await ask("archive_v1_hashByHeight", height)) as string[])[0];

  /** The events of a subscription up to the one that ends it. */
  async function told(method: string, ...params: unknown[]): Promise<ArchiveEvent[]> {
    await raw.call(method, ...params);
    const events: ArchiveEvent[] = [];
    for (;;) {
      events.push(await raw.notification<ArchiveEvent>());
      if (/Done$|Error$/.test(events.at(-1)?.event ?? "")) return events;
    }
  }

  it("gives blocks by height and hash", async () => {
    expect(await ask("archive_v1_finalizedHeight")).toBe(4);
    expect(await ask("archive_v1_genesisHash")).toBe(net.genesisHash);
    expect(await hashAt(0)).toBe(net.genesisHash);
    expect(await ask("archive_v1_hashByHeight", 99)).toEqual([]);
    const hash = await hashAt(1);
    expect(await ask("archive_v1_body", hash)).toHaveLength(3);
    expect(await ask("archive_v1_header", hash)).toMatch(new RegExp(`^${net.genesisHash}04`));
    const unknown = `0x${"12".repeat(32)}`;
    expect(await ask("archive_v1_body", unknown)).toBeNull();
    expect(await ask("archive_v1_header", unknown)).toBeNull();
    expect(await ask("archive_v1_call", unknown, "Core_version", "0x")).toBeNull();
  });

  it("calls runtime APIs at a block, and says why one fails", async () => {
    const hash = await hashAt(2);
    expect(await ask("archive_v1_call", hash, "Core_version", "0x")).toMatchObject({ success: true });
    expect(await ask("archive_v1_call", hash, "Core_nothing", "0x")).toMatchObject({ success: false });
  });

  it("reads storage at a block, then says that it is done", async () => {
    const value = { event: "storage", key, value: expect.stringMatching(/^0x/) };
    expect(await told("archive_v1_storage", await hashAt(1), [{ key, type: "value" }])).toEqual([
      value,
      { event: "storageDone" },
    ]);
    const all = await told("archive_v1_storage", await hashAt(1), [
      { key: system.Account.key(), type: "descendantsHashes" },
    ]);
    expect(all.length).toBeGreaterThan(11);
    const after = all[3]?.key;
    const page = await told("archive_v1_storage", await hashAt(1), [
      { key: system.Account.key(), type: "descendantsHashes", paginationStartKey: after },
    ]);
    expect(page.length).toBe(all.length - 4);
    expect(await told("archive_v1_storage", `0x${"12".repeat(32)}`, [])).toMatchObject([{ event: "storageError" }]);
  });

  it("tells what differs between two blocks", async () => {
    const items = [{ key: system.Account.key(), returnType: "value" }];
    const changes = await told("archive_v1_storageDiff", await hashAt(1), items, await hashAt(0));
    const before = net.client.at(0).query.System.Account.get(bob).data.free;
    expect(net.client.at(1).query.System.Account.get(bob).data.free - before).toBe(9n);
    expect(changes).toContainEqual({ event: "storageDiff", key, value: expect.any(String), type: "modified" });
    expect(changes.at(-1)).toEqual({ event: "storageDiffDone" });
    const none = await told("archive_v1_storageDiff", await hashAt(3), [{ key, returnType: "hash" }]);
    expect(none).toEqual([{ event: "storageDiffDone" }]);
    const whole = await told("archive_v1_storageDiff", await hashAt(3));
    expect(whole.map(({ key: changed }) => changed)).toContain(system.Number.key());
    expect(whole.map(({ type }) => type)).toContain("added");
    const backwards = await told("archive_v1_storageDiff", await hashAt(1), items, await hashAt(3));
    expect(backwards).toMatchObject([{ event: "storageDiffError" }]);
  });

  it("refuses parameters of other forms, and finds nothing in tries that are not there", async () => {
    const hash = await hashAt(1);
    const code = async (...call: [string, ...unknown[]]) => (await raw.call(...call)).error?.code;
    expect(await code("archive_v1_storage", hash, "items")).toBe(-32602);
    expect(await code("archive_v1_storageDiff", hash, [{ key, returnType: "whole" }])).toBe(-32602);
    expect(await code("archive_v1_header", 5)).toBe(-32602);
    const wrongType = await told("archive_v1_storage", hash, [{ key, type: "whole" }]);
    expect(wrongType).toMatchObject([{ event: "storageError" }]);
    const done = [{ event: "storageDone" }];
    expect(await told("archive_v1_storage", hash, [{ key, type: "closestDescendantMerkleValue" }])).toEqual(done);
    expect(await told("archive_v1_storage", hash, [{ key, type: "value" }], "0x1234")).toEqual(done);
    expect(await ask("archive_v1_stopStorageDiff", "nothing")).toBeNull();
  });
});
