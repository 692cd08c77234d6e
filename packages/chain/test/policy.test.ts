import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFileLedger, createMemoryLedger } from "../src/policy/index.js";
import { intentOf } from "../src/policy/intent.js";
import { spendingOf } from "../src/policy/spending.js";
import { listOperations } from "../src/registry/index.js";

const BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

/** They hand over an account, hide what they do, or are root's. */
const UNJUDGED = [
  "MevShield.submit_encrypted",
  "Multisig.approve_as_multi",
  "Proxy.add_proxy",
  "Proxy.announce",
  "Proxy.create_pure",
  "Proxy.kill_pure",
  "Proxy.set_real_pays_fee",
  "SubtensorModule.announce_coldkey_swap",
  "SubtensorModule.root_dissolve_network",
  "Sudo.sudo",
  "Sudo.sudo_as",
];

it("every call of an operation is judged, but for those that cannot be", () => {
  const calls = listOperations().flatMap(({ operation }) => (operation.kind === "write" ? operation.calls : []));
  const unjudged = new Set(calls.filter((call: string) => spendingOf(call) === undefined));
  expect([...unjudged].sort()).toEqual(UNJUDGED);
});

describe("what a call would do", () => {
  const transfer = (value: bigint) => ({
    type: "Balances",
    value: { type: "transfer_keep_alive", value: { dest: { type: "Id", value: BOB }, value } },
  });

  it("counts all calls inside it", () => {
    const batch = { call: "Utility.batch_all", args: { calls: [transfer(5n), transfer(7n)] } };
    const proxied = { type: "Utility", value: { type: "batch", value: { calls: [transfer(1n)] } } };
    expect(intentOf(batch, [])).toMatchObject({ tao: 12n, destinations: [BOB, BOB], unjudged: [] });
    expect(intentOf({ call: "Proxy.proxy", args: { call: proxied } }, [])).toMatchObject({ tao: 1n });
  });

  it("names what it cannot judge, wherever it is", () => {
    const sudo = { type: "Sudo", value: { type: "sudo", value: { call: transfer(1n) } } };
    const batch = { call: "Utility.batch", args: { calls: [sudo] } };
    expect(intentOf(batch, []).unjudged).toEqual(["Sudo.sudo"]);
    expect(intentOf(batch, ["Sudo.sudo"]).unjudged).toEqual([]);
    expect(intentOf({ call: "SubtensorModule.constructor", args: {} }, []).unjudged).toHaveLength(1);
  });

  it("knows subnets in lists, and calls that touch all", () => {
    expect(intentOf({ call: "SubtensorModule.claim_root", args: { subnets: [3, 4] } }, []).netuids).toEqual([3, 4]);
    expect(intentOf({ call: "SubtensorModule.unstake_all", args: { hotkey: BOB } }, []).everySubnet).toBe(true);
    expect(intentOf({ call: "AdminUtils.sudo_set_tempo", args: { netuid: 2, tempo: 9 } }, []).netuids).toEqual([2]);
  });
});

describe("a ledger", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledger-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const HOUR = 3_600_000;

  it.each([
    ["in memory", () => createMemoryLedger()],
    ["in a file", () => createFileLedger(join(folder, "spent.json"))],
  ])("%s sums what was spent, and forgets what is old", async (_, open) => {
    const ledger = open();
    await Promise.all([ledger.add(0, 5n), ledger.add(10 * HOUR, 7n), ledger.add(10 * HOUR, -2n)]);
    expect(await ledger.spentSince(0)).toBe(10n);
    expect(await ledger.spentSince(5 * HOUR)).toBe(5n);
    await ledger.add(30 * HOUR, 1n);
    expect(await ledger.spentSince(0)).toBe(6n);
  });

  it("in a file is for its owner alone, and goes on in the next process", async () => {
    const path = join(folder, "kept.json");
    await createFileLedger(path).add(HOUR, 9n);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await createFileLedger(path).spentSince(0)).toBe(9n);
    await writeFile(path, "{");
    await expect(createFileLedger(path).spentSince(0)).rejects.toMatchObject({
      data: { code: "policy/ledger_damaged", path },
    });
    expect(await readFile(path, "utf8")).toBe("{");
  });
});
