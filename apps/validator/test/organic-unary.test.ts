import { silentLogger } from "@taostack/primitives";
import { eventually } from "@taostack/primitives/testing";
import { type NeuronChannel, protocolError } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../src/competition/judge.js";
import type { Opinion } from "../src/competition/unary-race.js";
import { minerExcused } from "../src/errors.js";
import type { CallableMiner } from "../src/miners/link.js";
import { UnaryDesk, type UnaryDeskOptions, type UserMarket } from "../src/organic-unary.js";

interface Question {
  readonly requestId: string;
  readonly model: string;
}
/** What a miner says it is worth: the market of these tests believes it. */
interface Worth {
  readonly worth: number | undefined;
}
type Say = (request: Question, signal: AbortSignal) => Promise<Worth>;

const minerThat = (hotkey: string, say: Say, uid = 0): CallableMiner => ({
  uid,
  hotkey,
  reachable: true,
  lastAskedMs: 0,
  call: (work, options) => work({ say } as unknown as NeuronChannel, options),
  generate: () => {
    throw new Error("asked for text");
  },
});

const says =
  (worth: number | undefined): Say =>
  async () => ({ worth });
const failing =
  (error: Error): Say =>
  () =>
    Promise.reject(error);
const hanging: Say = (_, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/** A miner that answers when it is told to. */
function waiting(worth: number) {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const say: Say = (_, signal) =>
    new Promise((resolve, reject) => {
      released.then(() => resolve({ worth }));
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  return { say, release };
}

interface DeskSetup extends Partial<UnaryDeskOptions> {
  readonly standings?: Readonly<Record<string, number>>;
  readonly judge?: (answer: Worth) => Promise<Opinion>;
}

function createDesk(miners: Readonly<Record<string, Say>>, setup: DeskSetup = {}) {
  const { standings = {}, judge, ...options } = setup;
  const verdicts = new Map<string, Verdict[]>();
  const sent: Question[] = [];
  const market: UserMarket<Question, Worth> = {
    model: "oracle",
    admit: (request) => {
      if (request.requestId === "bad") throw protocolError("protocol/invalid_argument", "request_id is bad.");
      return request;
    },
    disguise: async (request, count) => Array.from({ length: count }, () => ({ ...request, requestId: "disguised" })),
    ask: (channel, request, { signal }) => {
      sent.push(request);
      return (channel as unknown as { say: Say }).say(request, signal);
    },
    judge: async (_request, answer) =>
      judge
        ? judge(answer)
        : { explanation: "as it says", ...(answer.worth === undefined ? {} : { score: answer.worth }) },
  };
  const all = Object.entries(miners).map(([hotkey, say], uid) => minerThat(hotkey, say, uid));
  const desk = new UnaryDesk(
    market,
    { miners: 8, maxConcurrent: 2, timeoutMs: 60_000, waitMs: 0, doubtWaitMs: 0, ...options },
    {
      now: () => performance.now(),
      random: Math.random,
      miners: () => all,
      standing: (hotkey) => standings[hotkey] ?? 0.5,
      onVerdict: ({ miner }, verdict) =>
        void verdicts.set(miner.hotkey, [...(verdicts.get(miner.hotkey) ?? []), verdict]),
      logger: silentLogger,
    },
  );
  const { signal } = new AbortController();
  const ask = (change: Partial<Question> = {}, given: AbortSignal = signal) =>
    desk.answer({ requestId: "user", model: "", ...change }, { signal: given });
  const weightsOf = (hotkey: string) => (verdicts.get(hotkey) ?? []).map(({ weight = 1 }) => weight);
  const scoresOf = (hotkey: string) => (verdicts.get(hotkey) ?? []).map(({ score }) => score);
  return { desk, ask, scoresOf, weightsOf, verdicts, sent };
}

const patient = { waitMs: 60_000, doubtWaitMs: 60_000 };
const unavailable = { data: { code: "protocol/unavailable" } };

describe("a user's request where an answer is one message", () => {
  it("goes disguised to all, is won by the best answer, and counts for everyone", async () => {
    const broken = failing(protocolError("protocol/deadline_exceeded", "too late"));
    const { ask, scoresOf, weightsOf, sent, desk } = createDesk(
      { poor: says(0.3), best: says(0.9), good: says(0.7), late: broken },
      patient,
    );
    const { answer, provenance } = await ask({ model: "oracle" });
    expect(answer).toEqual({ worth: 0.9 });
    expect(provenance).toMatchObject({ requestId: "user", winnerHotkey: "best" });
    const outcomes = Object.fromEntries(
      provenance.miners.map(({ hotkey, outcome, score }) => [hotkey, [outcome, score]]),
    );
    expect(outcomes).toEqual({ poor: ["lost", 0.3], best: ["won", 0.9], good: ["lost", 0.7], late: ["timed_out", 0] });
    expect(["poor", "best", "good", "late"].map(scoresOf)).toEqual([[0.3], [0.9], [0.7], [0]]);
    expect(["best", "late"].map(weightsOf), "an opinion, and a fact").toEqual([[0.25], [1]]);
    expect(new Set(sent.map(({ requestId }) => requestId))).toEqual(new Set(["disguised"]));
    expect([desk.active, desk.served]).toEqual([0, 1]);
  });

  it("is won by what its miner has shown before, where answers are alike or nobody can tell", async () => {
    const standings = { old: 0.9, young: 0.1 };
    const alike = createDesk({ young: says(0.8), old: says(0.75) }, { standings, ...patient });
    expect((await alike.ask()).provenance.winnerHotkey).toBe("old");
    const untold = createDesk({ young: says(undefined), old: says(undefined) }, { standings, ...patient });
    expect((await untold.ask()).provenance.winnerHotkey).toBe("old");
    expect(untold.verdicts.size, "nobody gains or loses").toBe(0);
  });

  it("hears out who is slower than the winner, and judges that one too", async () => {
    const slow = waiting(0.6);
    const { ask, scoresOf, desk } = createDesk({ quick: says(0.8), slow: slow.say });
    const { provenance } = await ask();
    expect(provenance.winnerHotkey).toBe("quick");
    expect(provenance.miners.find(({ hotkey }) => hotkey === "slow")).toMatchObject({ outcome: "lost", score: 0 });
    expect([scoresOf("slow"), desk.active]).toEqual([[], 0]);
    slow.release();
    await eventually("the slow one is judged", () => scoresOf("slow")[0]);
    expect(scoresOf("slow")).toEqual([0.6]);
    expect(scoresOf("quick")).toEqual([0.8]);
  });

  it("waits longer while nothing that has come is believable", async () => {
    const slow = waiting(0.8);
    const { ask } = createDesk({ quick: says(0.05), slow: slow.say }, { waitMs: 0, doubtWaitMs: 60_000 });
    const asked = ask();
    setImmediate(slow.release);
    expect((await asked).provenance.winnerHotkey).toBe("slow");
  });

  it("shows what is doubtful rather than nothing, and nothing rather than what is worthless", async () => {
    const doubtful = createDesk({ one: says(0.05), two: says(0) }, patient);
    expect((await doubtful.ask()).answer).toEqual({ worth: 0.05 });
    const worthless = createDesk({ one: says(0), two: failing(protocolError("protocol/unavailable", "gone")) });
    await expect(worthless.ask()).rejects.toMatchObject(unavailable);
    expect(worthless.scoresOf("one")).toEqual([0]);
    const late = waiting(0.5);
    const { ask } = createDesk({ empty: says(0), late: late.say });
    const asked = ask();
    setImmediate(late.release);
    expect((await asked).provenance.winnerHotkey).toBe("late");
    await expect(createDesk({}).ask()).rejects.toMatchObject(unavailable);
  });

  it("holds nothing against a miner that is not its fault, and shows nothing that was not judged", async () => {
    const moved = failing(minerExcused("moved", "It moved while it was asked.", undefined));
    const { ask, verdicts } = createDesk(
      { moved, fine: says(0.4) },
      { judge: () => Promise.reject(new Error("too busy")), ...patient },
    );
    await expect(ask()).rejects.toMatchObject(unavailable);
    expect(verdicts.size).toBe(0);
  });

  it("ends with its user, and nobody is blamed", async () => {
    const { ask, verdicts, desk } = createDesk({ one: hanging, two: says(0) }, patient);
    const leaving = new AbortController();
    const asked = ask({}, leaving.signal);
    setImmediate(() => leaving.abort(new Error("gone")));
    await expect(asked).rejects.toThrow("gone");
    expect([verdicts.size, desk.active]).toEqual([0, 0]);
    await expect(ask({}, AbortSignal.abort(new Error("never there")))).rejects.toThrow("never there");
  });

  it("is refused when it is wrong, names an unknown model, or comes when as many run as may", async () => {
    const { ask, sent, desk } = createDesk({ one: hanging }, { maxConcurrent: 1 });
    await expect(ask({ requestId: "bad" })).rejects.toMatchObject({ data: { code: "protocol/invalid_argument" } });
    await expect(ask({ model: "other" })).rejects.toMatchObject({ data: { code: "protocol/not_found" } });
    expect([sent.length, desk.served]).toEqual([0, 0]);
    const leaving = new AbortController();
    const running = ask({}, leaving.signal);
    await expect(ask()).rejects.toMatchObject({ data: { code: "protocol/resource_exhausted" } });
    leaving.abort(new Error("gone"));
    await expect(running).rejects.toThrow("gone");
  });

  it("is not heard out when as many are as may be asked at a time", async () => {
    let cancelled = 0;
    const counting: Say = (request, signal) => {
      signal.addEventListener("abort", () => cancelled++);
      return hanging(request, signal);
    };
    const { ask, desk, scoresOf } = createDesk({ quick: says(0.8), slow: counting }, { maxConcurrent: 1 });
    await ask();
    expect(cancelled).toBe(0);
    await ask();
    await eventually("the second is let go", () => (cancelled === 1 ? true : undefined));
    await desk.stop();
    expect(cancelled).toBe(2);
    expect(scoresOf("slow"), "stopping is nobody's fault").toEqual([]);
    await expect(ask()).rejects.toMatchObject(unavailable);
  });
});
