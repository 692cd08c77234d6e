import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isCodedError } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { type Localnet, type LocalnetOptions, startLocalnet } from "../src/index.js";
import { connectRaw } from "./support/rpc.js";
import { temporaryFolder } from "./support/state-folder.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const manual = (options: LocalnetOptions): Promise<Localnet> =>
  startLocalnet({ mode: "manual", startTimeMs: 1_750_000_000_000, ...options });

async function ask(net: Localnet, method: string, ...params: unknown[]): Promise<unknown> {
  const raw = await connectRaw(net.url);
  const { result, error } = await raw.call(method, ...params);
  await raw.close();
  return error ?? result;
}
const headOf = (net: Localnet) => ask(net, "chain_getBlockHash");
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "no error",
    (error: unknown) => (isCodedError(error) ? error.data.code : error),
  );
const logsOf = (folder: string): string[] => readdirSync(folder).filter((name) => /^\d+\.log$/.test(name));
const onlyLog = (folder: string): string => join(folder, logsOf(folder)[0] as string);

describe("a chain in a folder", () => {
  it("goes on where it was, with its genesis, its blocks and the states in its window", async () => {
    const statePath = temporaryFolder();
    const first = await manual({ statePath, seed: "one", stateHistory: 8 });
    await first.mine(20);
    first.fund(ALICE, 5_000n);
    await first.mine(2);
    const dump = first.dumpState();
    const old = (await ask(first, "chain_getBlockHash", 16)) as string;
    const pairs = await ask(first, "state_getPairs", "0x", old);
    const forgotten = (await ask(first, "chain_getBlockHash", 10)) as string;
    const body = await ask(first, "chain_getBlock", forgotten);
    await first.stop();

    const second = await manual({ statePath, stateHistory: 8 });
    expect(second.genesisHash).toBe(first.genesisHash);
    expect(second.dumpState()).toEqual(dump);
    expect(await ask(second, "state_getPairs", "0x", old)).toEqual(pairs);
    expect(await ask(second, "state_getPairs", "0x", forgotten)).toMatchObject({ code: 4003 });
    expect(await ask(second, "chain_getBlock", forgotten)).toEqual(body);
    await second.mine(1);
    expect(second.blockNumber).toBe(23);
    await second.stop();
  });

  it("makes the same blocks as one in memory", async () => {
    const statePath = temporaryFolder();
    const kept = await manual({ statePath });
    await kept.mine(5);
    await kept.stop();
    const [again, memory] = await Promise.all([manual({ statePath }), manual({})]);
    await Promise.all([again.mine(5), memory.mine(10)]);
    expect(await headOf(again)).toBe(await headOf(memory));
    await Promise.all([again.stop(), memory.stop()]);
  });

  it("keeps a return to an earlier point, and a state that was loaded", async () => {
    const statePath = temporaryFolder();
    const net = await manual({ statePath });
    await net.mine(3);
    const point = net.snapshot();
    net.fund(ALICE, 7_000n);
    await net.mine(3);
    const later = net.dumpState();
    net.revert(point);
    await net.mine(1);
    const dump = net.dumpState();
    await net.stop();

    const second = await manual({ statePath });
    expect([second.blockNumber, second.dumpState()]).toEqual([4, dump]);
    second.loadState(later);
    await second.stop();
    const third = await manual({ statePath });
    expect([third.blockNumber, third.dumpState()]).toEqual([6, later]);
    await third.mine(1);
    await third.stop();
  });

  it("does without the record that a kill cut off, wherever that was", async () => {
    const statePath = temporaryFolder();
    const net = await manual({ statePath });
    await net.mine(1);
    const before = statSync(onlyLog(statePath)).size;
    const head = await headOf(net);
    await net.mine(1);
    await net.stop();
    const log = onlyLog(statePath);
    const whole = readFileSync(log);
    for (const length of [before, before + 1, before + 7, before + 8, before + 100, whole.length - 1]) {
      writeFileSync(log, whole.subarray(0, length));
      const again = await manual({ statePath });
      expect([again.blockNumber, await headOf(again)]).toEqual([1, head]);
      await again.stop();
      expect(statSync(log).size).toBe(before);
    }
  });

  it("refuses a log that was damaged before its end, and one without its beginning", async () => {
    const statePath = temporaryFolder();
    const net = await manual({ statePath });
    await net.mine(4);
    await net.stop();
    const log = onlyLog(statePath);
    const whole = readFileSync(log);
    const flipped = Uint8Array.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] as number) ^ 1;
    writeFileSync(log, flipped);
    expect(await codeOf(manual({ statePath }))).toBe("localnet/state_damaged");
    truncateSync(log, 0);
    expect(await codeOf(manual({ statePath }))).toBe("localnet/state_damaged");
    writeFileSync(log, whole);
    writeFileSync(join(statePath, "manifest.json"), '{"version":2,"segments":[1]}');
    expect(await codeOf(manual({ statePath }))).toBe("localnet/state_version");
    writeFileSync(join(statePath, "manifest.json"), "{");
    expect(await codeOf(manual({ statePath }))).toBe("localnet/state_damaged");
  });

  it("is one process's at a time, and one seed's", async () => {
    const statePath = temporaryFolder();
    const net = await manual({ statePath, seed: "one" });
    expect(await codeOf(manual({ statePath }))).toBe("localnet/state_in_use");
    await net.stop();
    expect(await codeOf(manual({ statePath, seed: "two" }))).toBe("localnet/other_chain");
    // Another process with this one's id had it once, and one whose id nobody has.
    for (const stale of [`${process.pid} 1`, "4194399 1", ""]) {
      writeFileSync(join(statePath, "lock"), stale);
      const next = await manual({ statePath, seed: "one" });
      await next.stop();
    }
    await expect(net.mine()).rejects.toMatchObject({ data: { code: "localnet/stopped" } });
  });

  it("deletes what a process that was killed had begun", async () => {
    const statePath = temporaryFolder();
    await (await manual({ statePath })).stop();
    const log = onlyLog(statePath);
    appendFileSync(join(statePath, "00000009.log"), "half a state");
    const net = await manual({ statePath });
    await net.mine(1);
    expect(logsOf(statePath).map((name) => join(statePath, name))).toEqual([log]);
    await net.stop();
  });
});
