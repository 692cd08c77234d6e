import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Forecaster, loadForecaster, serveForecast } from "@taostack/commodities";
import { type LogFields, type Logger, silentLogger, sleep } from "@taostack/primitives";
import { eventually, hasSecondLoopback, SECOND_LOOPBACK } from "@taostack/primitives/testing";
import { protocolError, type ServiceImplementation } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningValidator, startValidator } from "../../src/index.js";
import { createTickingFeeds, overconfident, trendingStretch } from "../support/forecasts.js";
import { registerHotkey, useMarket, weightsOf } from "../support/market.js";
import { serveMiner } from "../support/serve-miner.js";

const market = useMarket();
const ASSETS = 6;
/** Miners that commit in each round. */
const COMMITTING = 7;

type Handler = (...args: never[]) => unknown;
const changed = (service: ServiceImplementation, change: Record<string, Handler>): ServiceImplementation => ({
  ...service,
  handlers: { ...service.handlers, ...(change as ServiceImplementation["handlers"]) },
});
const never = (_: unknown, { signal }: { signal: AbortSignal }) =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/** The same forecast a little later and a little off, as a second hotkey of one owner might show it. */
const disguised = (model: Forecaster): Forecaster => ({
  name: "disguised",
  dispose: async () => undefined,
  async forecast(request, options) {
    const { forecasts } = await model.forecast(request, options);
    await sleep(40);
    const shift = (value: number) => value * (1 + 1e-6);
    return {
      forecasts: forecasts.map(({ asset, quantiles, paths }) => ({
        asset,
        quantiles: quantiles.map(({ horizon, values }) => ({ horizon, values: values.map(shift) })),
        paths,
      })),
    };
  },
});

// Where it is skipped, the system has no second loopback address (on macOS: sudo ifconfig lo0 alias 127.0.0.2).
describe.skipIf(!hasSecondLoopback)("a validator of forecasts", () => {
  const closing: (() => Promise<unknown>)[] = [];
  const hotkeys = new Map<string, string>();
  let validator: RunningValidator;

  async function startMiner(name: string, forecaster: Forecaster, change: Record<string, Handler> = {}): Promise<void> {
    const signer = await registerHotkey(market(), `//${name}`);
    const service = changed(serveForecast(forecaster, {}, { hotkey: signer.address }), change);
    const miner = await serveMiner(market(), signer, service);
    closing.push(() => miner.stop());
    hotkeys.set(name, signer.address);
  }

  beforeAll(async () => {
    const names = ["tao-forecast", "tao-forecast-small", "tao-forecast-mini", "random-walk"];
    const [good, small, mini, walk] = (await Promise.all(names.map((name) => loadForecaster(name)))) as [
      Forecaster,
      Forecaster,
      Forecaster,
      Forecaster,
    ];
    closing.push(...[good, small, mini].map((model) => () => model.dispose()));
    await startMiner("good", good);
    await startMiner("small", small);
    await startMiner("mini", mini);
    await startMiner("poor", overconfident());
    await startMiner("clone", disguised(good));
    await startMiner("turncoat", good, {
      reveal: async ({ requestId }: { requestId: string }) => ({
        requestId,
        salt: new Uint8Array(32),
        answer: await walk.forecast({ requestId, series: [], horizons: [], levels: [] } as never),
      }),
    });
    await startMiner("secretive", good, {
      reveal: async () => {
        throw protocolError("protocol/not_found", "What forecast?");
      },
    });
    await startMiner("hanging", good, { commit: never });

    const folder = await mkdtemp(join(tmpdir(), "validator-forecast-"));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const { feeds, advance } = createTickingFeeds(
      Array.from({ length: ASSETS }, (_, i) => trendingStretch(`A${i + 1}`, 1000 * (i + 1) + 1)),
    );
    // The market moves on when everyone who commits has done so: the one who hangs is then too late.
    const settled = new Map<unknown, number>();
    const debug = (message: string, { requestId }: LogFields = {}): void => {
      if (message !== "asked to commit") return;
      settled.set(requestId, 1 + (settled.get(requestId) ?? 0));
      if (settled.get(requestId) === COMMITTING) advance();
    };
    const logger: Logger = { ...silentLogger, debug, child: () => logger };
    const { client: chain, netuid, validator: signer } = market();
    validator = await startValidator(
      {
        netuid,
        commodity: "forecast",
        horizons: ["1", "2", "4"],
        minAnswers: 8,
        host: SECOND_LOOPBACK,
        port: 0,
        statePath: join(folder, "state.json"),
        challengeIntervalMs: 10,
        movingAverageAlpha: 1,
        minSamples: 5,
        metricsPort: 0,
      },
      { chain, signer, logger, feeds: feeds.map((feed) => ({ feed, stepMs: 60_000, commitMs: 60_000 })) },
    );
  });

  afterAll(async () => {
    await validator?.stop();
    for (const close of closing.reverse()) await close();
  });

  const standing = (name: string) => validator.standings().find(({ hotkey }) => hotkey === hotkeys.get(name));

  it("pays those who know more than the random walk, and no clone, turncoat or silent one", async () => {
    await eventually("the good ones are paid", () =>
      ["good", "small"].every((name) => (standing(name)?.average ?? 0) > 0) ? true : undefined,
    );
    expect(standing("mini")!.average).toBeLessThan(standing("small")!.average / 2);
    for (const name of ["poor", "clone", "turncoat", "secretive", "hanging"]) expect(standing(name)!.average).toBe(0);
    expect(standing("clone")!.explanation).toContain(`says what ${hotkeys.get("good")} says`);
    expect(standing("hanging")!.explanation).toContain("It committed too late.");
    expect(standing("turncoat")!.explanation).toContain("it is not what was committed to");
  });

  it("pays them so on the chain", async () => {
    const { client, net, netuid, validator: signer } = market();
    const { hotkeys: known } = await client.metagraph(netuid);
    const uid = (name: string) => known.indexOf(hotkeys.get(name)!);
    const row = await eventually("weights for the good miner", async () => {
      await net.mine(1);
      const found = await weightsOf(market(), known.indexOf(signer.address));
      return found?.uids.includes(uid("good")) ? found : undefined;
    });
    const weight = (name: string) => row.weights[row.uids.indexOf(uid(name))] ?? 0;
    expect(weight("good")).toBeGreaterThan(0);
    expect(weight("small")).toBeGreaterThan(weight("mini"));
    for (const name of ["poor", "clone", "turncoat", "secretive", "hanging"]) expect(weight(name)).toBe(0);
  });
});
