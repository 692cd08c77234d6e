import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { eventually, hasSecondLoopback, RecordingLogger, SECOND_LOOPBACK } from "@taostack/primitives/testing";
import type { PutPieceRequest, ServiceImplementation } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningValidator, startValidator } from "../src/index.js";
import { registerHotkey, useMarket, weightsOf } from "./support/market.js";
import { serveMiner } from "./support/serve-miner.js";
import { around, corruptEverySecond, openStorageMiner, type StorageTestMiner } from "./support/storage-miner.js";

const market = useMarket();

// Where it is skipped, the system has no second loopback address (on macOS: sudo ifconfig lo0 alias 127.0.0.2).
describe.skipIf(!hasSecondLoopback)("a validator of storage", () => {
  const closing: (() => Promise<unknown>)[] = [];
  const hotkeys = new Map<string, string>();
  let folder: string;
  let validator: RunningValidator;

  const start = async (): Promise<RunningValidator> => {
    const { client: chain, netuid, validator: signer } = market();
    return startValidator(
      {
        netuid,
        commodity: "storage",
        host: SECOND_LOOPBACK,
        port: 0,
        statePath: join(folder, "state.json"),
        challengeIntervalMs: 50,
        answerTimeoutMs: 10_000,
        auditTimeoutMs: 10_000,
        storagePieces: 6,
        minSamples: 5,
        movingAverageAlpha: 0.3,
        metricsPort: 0,
      },
      { chain, signer, logger: new RecordingLogger() },
    );
  };

  async function startMiner(
    name: string,
    change: (miner: StorageTestMiner, folder: string) => ServiceImplementation = ({ service }) => service,
    quotaBytes?: number,
  ): Promise<void> {
    const signer = await registerHotkey(market(), `//${name}`);
    const data = join(folder, name);
    const miner = await openStorageMiner(data, quotaBytes === undefined ? {} : { quotaBytes });
    closing.push(() => miner.store.close());
    const server = await serveMiner(market(), signer, change(miner, data));
    closing.push(() => server.stop());
    hotkeys.set(name, signer.address);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "validator-storage-"));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    await startMiner("fast");
    await startMiner("slow", ({ service }) =>
      around(
        service,
        "get",
        (get) =>
          async function* (request, context) {
            for await (const part of get(request, context) as AsyncIterable<unknown>) {
              await pause(120);
              yield part;
            }
          },
      ),
    );
    // Room for one or two pieces.
    await startMiner("small", undefined, 1_100_000);
    await startMiner("dropping", ({ store, service }) => {
      let puts = 0;
      return around(service, "put", (put) => async (request, context) => {
        const response = await put(request, context);
        if (puts++ % 2 === 0) await store.delete(context.peer.hotkey, (request as PutPieceRequest).id);
        return response;
      });
    });
    await startMiner("corrupting", ({ service }, data) => {
      const seen = new Set<string>();
      return around(service, "put", (put) => async (request, context) => {
        const response = await put(request, context);
        await corruptEverySecond(data, seen);
        return response;
      });
    });
    await startMiner("refusing", ({ service }) => around(service, "put", () => () => Promise.reject(new Error("no"))));
    validator = await start();
  });

  afterAll(async () => {
    await validator?.stop();
    for (const close of closing.reverse()) await close();
  });

  const standing = (name: string) =>
    validator.standings().find(({ hotkey }) => hotkey === hotkeys.get(name)) ?? { average: 0, samples: 0 };
  const average = (name: string) => standing(name).average;
  const untilJudged = (samples: number) =>
    eventually(
      `${samples} scores of each`,
      () => ([...hotkeys.keys()].every((name) => standing(name).samples >= samples) ? true : undefined),
      60_000,
    );

  it("tells fast from slow and large from small, and all from those that drop, corrupt or refuse", async () => {
    await untilJudged(8);
    expect(average("fast")).toBeGreaterThan(average("slow"));
    expect(average("slow")).toBeGreaterThan(average("small"));
    expect(average("small")).toBeGreaterThan(0.2);
    for (const cheat of ["dropping", "corrupting", "refusing"]) expect(average(cheat)).toBeLessThan(0.05);
  });

  it("pays them so on the chain", async () => {
    const { client, net, netuid, validator: signer } = market();
    const { hotkeys: known } = await client.metagraph(netuid);
    const uid = (name: string) => known.indexOf(hotkeys.get(name) as string);
    const row = await eventually(
      "weights for the small miner",
      async () => {
        await net.mine(1);
        const found = await weightsOf(market(), known.indexOf(signer.address));
        const smallAt = found?.uids.indexOf(uid("small")) ?? -1;
        return smallAt >= 0 && (found?.weights[smallAt] ?? 0) > 3000 ? found : undefined;
      },
      20_000,
    );
    const weight = (name: string) => row.weights[row.uids.indexOf(uid(name))] ?? 0;
    expect(weight("fast")).toBe(65_535);
    expect(weight("fast")).toBeGreaterThan(weight("slow"));
    expect(weight("slow")).toBeGreaterThan(weight("small"));
    for (const cheat of ["dropping", "corrupting", "refusing"]) {
      expect(weight(cheat)).toBeLessThan(weight("small") / 2);
    }
  });

  it("knows after a restart who holds what", async () => {
    await validator.stop();
    const ledger = join(folder, "state.storage.log");
    const before = (await readFile(ledger)).length;
    const scores = average("fast");
    validator = await start();
    await untilJudged(standing("fast").samples + 2);
    expect(Math.abs(average("fast") - scores)).toBeLessThan(0.2);
    const text = (await readFile(ledger)).subarray(before).toString("latin1");
    const visits = text.split('"op":"visit"').slice(1);
    const fast = visits.find((visit) => visit.includes(hotkeys.get("fast") as string));
    // Its first visit found at once what an earlier run had put there.
    expect(fast).toContain('"passed":6');
  });
});
