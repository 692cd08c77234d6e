import { ForecastService, type NeuronChannel, type NeuronServer } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommitBook, ewmaForecaster, forecast, forecasterOf, serveForecast } from "../../src/index.js";
import { serveMarket } from "../support/over-channel.js";
import { challengeWith } from "./support/requests.js";

describe("forecasts over an authenticated channel", () => {
  let server: NeuronServer;
  let channel: NeuronChannel;
  let stranger: NeuronChannel;
  let hotkey = "";
  const challenge = challengeWith("quantiles");
  const asked = (requestId: string) => ({ ...challenge.request, requestId, minerHotkey: hotkey });

  beforeAll(async () => {
    const limits = { maxPending: 4, maxPendingPerPeer: 3 };
    const served = await serveMarket((own) => serveForecast(ewmaForecaster(), limits, { hotkey: own }));
    ({ server, hotkey } = served);
    [channel, stranger] = await Promise.all([served.connect("//Alice"), served.connect("//Charlie")]);
  });
  afterAll(async () => {
    channel?.close();
    stranger?.close();
    await server?.stop();
  });

  it("commits first, reveals what was committed to, and is judged", async () => {
    const client = channel.client(ForecastService);
    const request = asked("whole-way");
    const book = new CommitBook();
    book.open({ requestId: "whole-way", commitBeforeMs: 10, revealFromMs: 20, revealBeforeMs: 30 });
    const { hash } = await client.commit(request);
    expect(book.commit("whole-way", hotkey, hash, 5)).toBe("committed");
    const { salt, answer } = await client.reveal({ requestId: "whole-way" });
    const status = book.reveal({ requestId: "whole-way", hotkey, salt, answer: answer! }, 25);
    expect(status).toBe("revealed");
    const evidence = { request, check: challenge.check!, answer: answer!, timing: { status } };
    const score = await forecast.verifyAnswer(ewmaForecaster(), evidence);
    expect(score.parts.form).toBe(1);
    // A reveal that got lost may be asked for again.
    expect(await client.reveal({ requestId: "whole-way" })).toEqual({ requestId: "whole-way", salt, answer });
  });

  it("answers at once, too", async () => {
    const answer = await channel.client(ForecastService).predict(asked("now"));
    expect(answer.forecasts).toHaveLength(challenge.request.series.length);
  });

  it("shows an answer to nobody but the one who asked, and commits to one for each id", async () => {
    await channel.client(ForecastService).commit(asked("mine"));
    await expect(stranger.client(ForecastService).reveal({ requestId: "mine" })).rejects.toMatchObject({
      data: { code: "protocol/not_found" },
    });
    await expect(channel.client(ForecastService).commit(asked("mine"))).rejects.toMatchObject({
      data: { code: "protocol/failed_precondition" },
    });
  });

  it("refuses commitments in another's name, and bad requests, in words", async () => {
    const client = channel.client(ForecastService);
    await expect(client.commit({ ...asked("x"), minerHotkey: "5Other" })).rejects.toMatchObject({
      data: { code: "protocol/invalid_argument", verified: true },
    });
    await expect(client.predict({ ...asked("x"), horizons: [0] })).rejects.toThrow(/horizons\[0\] is 0/);
  });

  it("keeps a bounded number of answers, the newest of each caller", async () => {
    const client = channel.client(ForecastService);
    for (const id of ["a", "b", "c", "d"]) await client.commit(asked(id));
    await expect(client.reveal({ requestId: "a" })).rejects.toMatchObject({ data: { code: "protocol/not_found" } });
    expect((await client.reveal({ requestId: "d" })).requestId).toBe("d");
    await stranger.client(ForecastService).commit(asked("s1"));
    await expect(stranger.client(ForecastService).commit(asked("s2"))).rejects.toMatchObject({
      data: { code: "protocol/resource_exhausted" },
    });
  });
});

it("a forecaster is told when its caller is gone", async () => {
  const { request } = challengeWith("quantiles");
  const never = forecasterOf("never", () => ({ quantile: () => 0 }));
  const gone = AbortSignal.abort(new Error("gone"));
  await expect(never.forecast(request, { signal: gone })).rejects.toThrow("gone");
});
