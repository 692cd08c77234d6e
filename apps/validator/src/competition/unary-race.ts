import type { Logger } from "@taostack/primitives";
import type { MinerOutcome, NeuronChannel, Provenance } from "@taostack/protocol";
import { noAnswer } from "../errors.js";
import { middle } from "../middle.js";
import type { AskOptions, CallableMiner } from "../miners/link.js";
import { callMiner, type Reply } from "./call-miner.js";
import type { JudgedAnswer, Verdict } from "./judge.js";
import { Pulse } from "./pulse.js";

/** What is thought of an answer. */
export interface Opinion {
  /** 0 … 1; absent where nobody can tell yet, as of a forecast. */
  readonly score?: number;
  readonly explanation: string;
}

export interface AnswerTimes {
  readonly totalMs: number;
  /** Middle of the times of all who have answered; none if that is one. */
  readonly usualMs: number | undefined;
}

/** What a competition has to know of a market whose answers come in one message. */
export interface Contest<Request, Answer> {
  ask(channel: NeuronChannel, request: Request, options: AskOptions): Promise<Answer>;
  /** @throws when this side cannot judge now, which is not the miner's fault. */
  judge(request: Request, answer: Answer, times: AnswerTimes, signal: AbortSignal): Promise<Opinion>;
}

export interface UnaryRaceOptions {
  /** For each miner's answer. */
  readonly timeoutMs: number;
  /** How long the first answer waits for the others at least. It waits as long again as it took itself, up to `doubtWaitMs`. */
  readonly waitMs: number;
  /** How long it waits if no answer so far is believable: an answer is not better for being there first. */
  readonly doubtWaitMs: number;
}

export interface UnaryRaceModules {
  readonly now: () => number;
  /** The moving average of a miner, 0 … 1. */
  readonly standing: (hotkey: string) => number;
  readonly onVerdict: (answer: JudgedAnswer, verdict: Verdict) => void;
  readonly logger: Logger;
}

/** A miner and the request as it is sent to this one. */
export interface Entrant<Request> {
  readonly miner: CallableMiner;
  readonly request: Request;
}

interface Entry<Request, Answer> extends Entrant<Request> {
  reply?: Reply<Answer>;
  /** Looked at, whether or not anything came of it. */
  judged: boolean;
  opinion?: Opinion;
}

/** An answer has next to nothing in common with what the validator's own model says: others may do better. */
const BELIEVABLE = 0.2;

/** One user's request where answers come in one message: everyone is asked at once, all that comes is judged, the best one is shown. */
export class UnaryRace<Request, Answer> {
  readonly #contest: Contest<Request, Answer>;
  readonly #options: UnaryRaceOptions;
  readonly #modules: UnaryRaceModules;
  readonly #entries: readonly Entry<Request, Answer>[];
  readonly #abort = new AbortController();
  readonly #pulse = new Pulse();
  readonly #startedAt: number;
  #firstAt: number | undefined;

  constructor(
    entrants: readonly Entrant<Request>[],
    contest: Contest<Request, Answer>,
    modules: UnaryRaceModules,
    options: UnaryRaceOptions,
  ) {
    this.#contest = contest;
    this.#options = options;
    this.#modules = modules;
    this.#startedAt = modules.now();
    this.#entries = entrants.map((entrant) => ({ ...entrant, judged: false }));
    for (const entry of this.#entries) void this.#ask(entry);
  }

  /** Nobody is waited for any more. */
  get over(): boolean {
    return this.#entries.every(({ reply }) => reply !== undefined);
  }

  /**
   * Waits for answers, judges them and chooses: by score, weighed by what the miner has shown before.
   * @throws `validator/no_answer` if all have answered and nothing of it is worth showing; the reason of `cancel`.
   */
  async elect(): Promise<{ readonly answer: Answer; readonly provenance: Omit<Provenance, "requestId"> }> {
    const { doubtWaitMs } = this.#options;
    await this.#wait(() => Math.min(doubtWaitMs, Math.max(this.#options.waitMs, this.#firstMs)));
    await this.#judge();
    if (this.#belief(this.#best()) < BELIEVABLE) {
      await this.#wait(() => doubtWaitMs);
      await this.#judge();
    }
    if (this.#best() === undefined) await this.conclude();
    const best = this.#best();
    if (best?.reply?.answer === undefined) throw noAnswer(this.#entries.length);
    const miners = this.#entries.map((entry) => this.#outcome(entry, best));
    return { answer: best.reply.answer, provenance: { winnerHotkey: best.miner.hotkey, miners } };
  }

  /** Hears out those who have not answered yet, and judges them too. */
  async conclude(): Promise<void> {
    await this.#wait(() => Number.POSITIVE_INFINITY);
    await this.#judge();
  }

  /** Ends what still runs; nothing is held against anyone for it. */
  cancel(reason: unknown): void {
    this.#abort.abort(reason);
  }

  get #firstMs(): number {
    return (this.#firstAt ?? this.#startedAt) - this.#startedAt;
  }

  async #ask(entry: Entry<Request, Answer>): Promise<void> {
    const { miner, request } = entry;
    const options = { signal: this.#abort.signal, timeoutMs: this.#options.timeoutMs };
    const ask = (channel: NeuronChannel, left: AskOptions) => this.#contest.ask(channel, request, left);
    entry.reply = await callMiner(miner, ask, options, this.#modules.now);
    if (entry.reply.status === "complete") this.#firstAt ??= this.#modules.now();
    this.#pulse.notify();
  }

  /** Until everyone is done, or so long after the first answer. */
  async #wait(patienceMs: () => number): Promise<void> {
    while (!this.over) {
      const left = this.#firstAt === undefined ? Infinity : this.#firstAt + patienceMs() - this.#modules.now();
      if (left <= 0) return;
      // Each call ends by its own timeout, which wakes this wait; the bound only re-reads the clock.
      await this.#pulse.wait(Math.min(left, 1_000));
    }
    this.#abort.signal.throwIfAborted();
  }

  /** Looks at all that has come since the last time. */
  async #judge(): Promise<void> {
    const fresh = this.#entries.filter(({ reply, judged }) => reply !== undefined && !judged);
    const times = this.#entries.flatMap(({ reply }) => (reply?.status === "complete" ? [reply.totalMs] : []));
    const usualMs = times.length > 1 ? middle(times) : undefined;
    for (const entry of fresh) entry.judged = true;
    await Promise.all(fresh.map((entry) => this.#judgeOne(entry, usualMs)));
    this.#abort.signal.throwIfAborted();
  }

  async #judgeOne(entry: Entry<Request, Answer>, usualMs: number | undefined): Promise<void> {
    const { reply, miner, request } = entry;
    const { onVerdict, logger } = this.#modules;
    if (reply === undefined || reply.excused) return;
    if (reply.status !== "complete") return onVerdict(reply, { score: 0, explanation: reply.failure });
    try {
      const { totalMs, answer } = reply;
      entry.opinion = await this.#contest.judge(request, answer as Answer, { totalMs, usualMs }, this.#abort.signal);
      const { score, explanation } = entry.opinion;
      if (score !== undefined) onVerdict(reply, { score, explanation });
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      logger.warn("an answer could not be judged", { hotkey: miner.hotkey });
      logger.debug("the judge failed", { error });
    }
  }

  /** Of an answer that was not judged or is worthless, 0: it is not shown. Where nobody can tell, the form being right, 1. */
  #belief(entry: Entry<Request, Answer> | undefined): number {
    if (entry?.opinion === undefined) return 0;
    return entry.opinion.score ?? 1;
  }

  #best(): Entry<Request, Answer> | undefined {
    const merit = (entry: Entry<Request, Answer>) =>
      this.#belief(entry) * (0.5 + this.#modules.standing(entry.miner.hotkey));
    const [best] = this.#entries.filter((entry) => this.#belief(entry) > 0).sort((a, b) => merit(b) - merit(a));
    return best;
  }

  #outcome(entry: Entry<Request, Answer>, winner: Entry<Request, Answer>): MinerOutcome {
    const { miner, reply, opinion } = entry;
    const totalMs = reply?.totalMs ?? this.#modules.now() - this.#startedAt;
    const isComplete = reply?.status === "complete";
    const late = "It had not answered when the best answer was sent on.";
    return {
      hotkey: miner.hotkey,
      uid: miner.uid,
      firstTokenMs: isComplete ? totalMs : 0,
      totalMs,
      score: opinion?.score ?? 0,
      outcome: entry === winner ? "won" : isComplete ? "lost" : (reply?.status ?? "lost"),
      detail: opinion?.explanation ?? (reply === undefined ? late : reply.failure),
    };
  }
}
