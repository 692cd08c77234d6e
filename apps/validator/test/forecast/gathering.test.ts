import { type CommitWindow, commitmentHash, randomWalkForecaster } from "@taostack/commodities";
import { fromHex, silentLogger, toHex } from "@taostack/primitives";
import { type ForecastAnswer, type ForecastRequest, type NeuronChannel, protocolError } from "@taostack/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { minerExcused } from "../../src/errors.js";
import { gatherCommitments } from "../../src/forecast/gather-commitments.js";
import { gatherReveals } from "../../src/forecast/gather-reveals.js";
import { judgeRound } from "../../src/forecast/judge-round.js";
import type { OpenRound } from "../../src/forecast/open-round.js";
import type { AskOptions, CallableMiner } from "../../src/miners/link.js";

const values = Array.from({ length: 193 }, (_, i) => 100 + Math.sin(i));
const request: ForecastRequest = {
  requestId: "r",
  model: "",
  minerHotkey: "",
  series: [{ asset: "A", stepSeconds: 1, timestamps: values.map((_, i) => i), values }],
  horizons: [1, 2],
  levels: [0.1, 0.5, 0.9],
  paths: 0,
  seed: 1,
};
const window: CommitWindow = { requestId: "r", commitBeforeMs: 1_000, revealFromMs: 1_000, revealBeforeMs: 100_000 };
const salt = new Uint8Array(32).fill(3);
const unreachable = () => protocolError("protocol/unavailable", "gone");
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

type Step = (options: AskOptions) => Promise<unknown>;

/** A miner whose calls go as its script says, one step a call; the last step stays. */
function scripted(hotkey: string, ...script: Step[]): CallableMiner & { calls: number } {
  const miner = {
    uid: 1,
    hotkey,
    reachable: true,
    lastAskedMs: 0,
    calls: 0,
    generate: () => {
      throw new Error("not asked for text");
    },
    async call<T>(work: (channel: NeuronChannel, left: AskOptions) => Promise<T>, options: AskOptions): Promise<T> {
      const step = script[Math.min(miner.calls++, script.length - 1)]!;
      const answer = () => step(options);
      return work({ client: () => ({ commit: answer, reveal: answer }) } as unknown as NeuronChannel, options);
    },
  };
  return miner;
}

let answer: ForecastAnswer;
beforeAll(async () => {
  answer = await randomWalkForecaster().forecast(request);
});
const hashOf = (hotkey: string) => commitmentHash({ requestId: "r", hotkey, salt, answer });
const commits =
  (hotkey: string): Step =>
  async () => ({ requestId: "r", hash: hashOf(hotkey) });
const shows: Step = async () => ({ requestId: "r", salt, answer });
const fails =
  (error: () => Error): Step =>
  async () => {
    throw error();
  };

describe("commitments", () => {
  const gather = (miners: CallableMiner[], nowMs = 500, known = new AbortController().signal) =>
    gatherCommitments(request, window, miners, {
      timeoutMs: 60_000,
      now: () => nowMs,
      signal: new AbortController().signal,
      known,
      logger: silentLogger,
    });

  it("are kept with their time; who does not commit is told why, and who could not help it is left out", async () => {
    const { asked, commits: kept } = await gather([
      scripted("good", commits("good")),
      scripted("short", async () => ({ requestId: "r", hash: new Uint8Array(3) })),
      scripted("gone", fails(unreachable)),
      scripted(
        "moved",
        fails(() => minerExcused("moved", "It moved.", undefined)),
      ),
    ]);
    expect(kept).toEqual({ good: { hash: toHex(hashOf("good")), receivedMs: 500 } });
    expect(asked).toEqual({
      good: "",
      short: "It sent what is no hash.",
      gone: "It could not be reached, or broke off.",
    });
  });

  it("are late after their time, and as soon as something of the outcome is known", async () => {
    expect((await gather([scripted("late", commits("late"))], 1_000)).asked).toEqual({
      late: "It committed too late.",
    });
    const known = new AbortController();
    const hanging = scripted("hanging", ({ signal }) => untilAborted(signal));
    const gathering = gather([scripted("good", commits("good")), hanging], 500, known.signal);
    known.abort();
    expect((await gathering).asked.hanging).toBe("It committed too late.");
  });
});

describe("reveals", () => {
  const round = (...hotkeys: string[]): OpenRound => ({
    window,
    openedMs: 0,
    request,
    commits: Object.fromEntries(hotkeys.map((one) => [one, { hash: toHex(hashOf(one)), receivedMs: 500 }])),
    asked: { ...Object.fromEntries(hotkeys.map((one) => [one, ""])), silent: "It failed." },
  });
  const reveal = (open: OpenRound, miners: CallableMiner[], nowMs = 50_000) =>
    gatherReveals(open, {
      timeoutMs: 1_000,
      now: () => nowMs,
      signal: new AbortController().signal,
      miners: () => miners,
    });

  it("are asked for again where a miner cannot be reached, and judged against the hash", async () => {
    const flaky = scripted("flaky", fails(unreachable), shows);
    const miners = [
      flaky,
      scripted("turncoat", async () => ({ requestId: "r", salt: salt.slice().fill(4), answer })),
      scripted("empty", async () => ({ requestId: "r", salt, answer: undefined })),
      scripted(
        "forgetful",
        fails(() => protocolError("protocol/not_found", "What?", { verified: true })),
      ),
      scripted(
        "moved",
        fails(() => minerExcused("moved", "It moved.", undefined)),
      ),
    ];
    const open = round(...miners.map(({ hotkey }) => hotkey));
    const shown = await reveal(open, miners);
    expect(flaky.calls).toBe(2);
    expect([...shown.keys()].sort()).toEqual(["empty", "flaky", "forgetful", "turncoat"]);
    const judged = judgeRound(open, [[101, 102]], shown);
    const outcome = (name: string) => judged.find(({ hotkey }) => hotkey === name);
    expect(outcome("flaky")!.entry.advantage).toBeCloseTo(0, 12);
    expect(outcome("turncoat")!).toMatchObject({
      entry: {},
      explanation: expect.stringContaining("it is not what was committed to"),
    });
    expect(outcome("empty")).toMatchObject({ entry: {}, explanation: "It showed no forecast." });
    expect(outcome("forgetful")).toMatchObject({ entry: {} });
    expect(outcome("silent")).toMatchObject({ entry: {}, explanation: "It failed." });
    expect(outcome("moved")).toBeUndefined();
  });

  it("are given up where nobody is there, and late after their time", async () => {
    const gone = await reveal(round("gone"), [], window.revealBeforeMs - 1);
    expect(gone.get("gone")).toEqual({ reason: "It was not there to show its forecast." });
    const late = await reveal(round("slow"), [scripted("slow", shows)], window.revealBeforeMs);
    expect(late.get("slow")).toMatchObject({ status: "late_reveal" });
    const judged = judgeRound(round("slow"), [[101, 102]], late);
    expect(judged[0]).toMatchObject({ hotkey: "slow", entry: {} });
  });
});

it("a commitment is the hash of what is shown", () => {
  expect(fromHex(toHex(hashOf("a")))).not.toEqual(hashOf("b"));
});
