import { setMaxListeners } from "node:events";
import { sleep } from "@taostack/primitives";
import type { AnswerStatus } from "../competition/answer.js";
import type { RoundResult } from "../competition/round.js";
import type { Judging } from "../judging.js";
import type { FollowedFeeds } from "./followed-feeds.js";
import { gatherCommitments } from "./gather-commitments.js";
import { gatherReveals } from "./gather-reveals.js";
import { type JudgedEntry, judgeRound } from "./judge-round.js";
import { type FreshSeries, freshSeries, type OpenRound, outcomesOf, requestFor, windowFor } from "./open-round.js";
import { type PayOptions, payOf } from "./pay.js";
import type { RoundLog } from "./round-log.js";

export interface ForecastRoundsOptions extends PayOptions {
  readonly horizons: readonly number[];
  readonly timeoutMs: number;
}

export interface ForecastRoundsModules extends Pick<Judging, "miners" | "onVerdict" | "logger"> {
  readonly feeds: FollowedFeeds;
  readonly log: RoundLog;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Fewer than a miner keeps for one validator until they are shown. */
const MAX_OPEN_ROUNDS = 48;
/** Feeds tick at nearly the same time: so long a round waits for the slower ones. */
const SETTLE_MS = 250;
const LOOK_AGAIN_MS = 500;

/**
 * The rounds of a market of forecasts: opens one when values are new, keeps the commitments, asks for what is behind them when the
 * outcome is known, judges it, and says what each miner earns by all rounds that count.
 */
export class ForecastRounds {
  readonly #options: ForecastRoundsOptions;
  readonly #modules: ForecastRoundsModules;
  readonly #stopping = new AbortController();
  readonly #askedUpTo = new Map<string, number>();
  readonly #settling = new Map<string, Promise<void>>();
  readonly #watching: Promise<void>;

  constructor(options: ForecastRoundsOptions, modules: ForecastRoundsModules) {
    this.#options = options;
    this.#modules = modules;
    // Each call under way listens, and their number is bounded.
    setMaxListeners(0, this.#stopping.signal);
    for (const { request } of modules.log.open.values()) this.#noteAsked(request.series);
    this.#watching = this.#watch();
  }

  /** Waits for new values, and asks everyone for a forecast. Resolves when the time for commitments is over. */
  async begin(signal: AbortSignal): Promise<RoundResult> {
    const { feeds, miners, log, clock, logger } = this.#modules;
    const { horizons, timeoutMs } = this.#options;
    const series = await this.#nextSeries(signal);
    const request = requestFor(series, horizons);
    this.#noteAsked(request.series);
    const window = windowFor(request.requestId, series, { horizons, timeoutMs });
    const openedMs = clock();
    const known = new AbortController();
    const unwatch = feeds.watch(() => {
      if (series.some(({ feed, past }) => feed.ticks.latest !== past.at(-1))) known.abort(new Error("too late"));
    });
    const options = { timeoutMs, now: clock, signal, known: known.signal, logger };
    const gathered = await gatherCommitments(request, window, miners(), options).finally(unwatch);
    const closedMs = Math.min(window.commitBeforeMs, clock());
    const closed = { ...window, commitBeforeMs: closedMs, revealFromMs: closedMs };
    await log.append({ open: { window: closed, openedMs, request, ...gathered } });
    const answered = Object.keys(gathered.commits).length;
    return { asked: Object.keys(gathered.asked).length, answered, judged: 0 };
  }

  /** Open rounds stay open, for the next run to go on with. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error("stopping"));
    await this.#watching;
    await Promise.all(this.#settling.values());
  }

  async #nextSeries(signal: AbortSignal): Promise<FreshSeries[]> {
    const { feeds, log, clock } = this.#modules;
    const fresh = () => freshSeries(feeds.all, this.#askedUpTo, clock());
    for (;;) {
      signal.throwIfAborted();
      const found = log.open.size < MAX_OPEN_ROUNDS ? fresh() : [];
      if (found.length > 0 && found.length < feeds.all.length) {
        await sleep(Math.min(SETTLE_MS, ...found.map(({ feed }) => feed.commitMs / 8)), signal);
      }
      const series = found.length > 0 ? fresh() : [];
      if (series.length > 0) return series;
      await feeds.next(LOOK_AGAIN_MS);
    }
  }

  #noteAsked(series: OpenRound["request"]["series"]): void {
    for (const { asset, timestamps } of series) {
      this.#askedUpTo.set(asset, Math.max(timestamps.at(-1)!, this.#askedUpTo.get(asset) ?? 0));
    }
  }

  async #watch(): Promise<void> {
    const { feeds, log } = this.#modules;
    while (!this.#stopping.signal.aborted) {
      for (const [requestId, round] of log.open) {
        if (!this.#settling.has(requestId)) this.#settleIfDue(requestId, round);
      }
      await feeds.next(LOOK_AGAIN_MS);
    }
  }

  #settleIfDue(requestId: string, round: OpenRound): void {
    const { feeds, clock, logger } = this.#modules;
    const outcomes = outcomesOf(round, feeds.all);
    const over = clock() >= round.window.revealBeforeMs;
    if (outcomes === undefined && !over) return;
    const settling = (outcomes && !over ? this.#judge(round, outcomes) : this.#giveUp(requestId))
      .catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) logger.error("round of forecasts not judged", { requestId, error });
      })
      .finally(() => this.#settling.delete(requestId));
    this.#settling.set(requestId, settling);
  }

  /** Nobody can say who was right. */
  async #giveUp(requestId: string): Promise<void> {
    const { log, logger } = this.#modules;
    await log.append({ void: requestId });
    logger.info("round of forecasts given up: its outcome is missing, or came too late", { requestId });
  }

  async #judge(round: OpenRound, outcomes: number[][]): Promise<void> {
    const { log, miners, clock } = this.#modules;
    const { signal } = this.#stopping;
    const { timeoutMs } = this.#options;
    const shown = await gatherReveals(round, { timeoutMs, now: clock, signal, miners });
    const judged = judgeRound(round, outcomes, shown);
    const entries = Object.fromEntries(judged.map(({ hotkey, entry }) => [hotkey, entry]));
    await log.append({ judged: { requestId: round.window.requestId, openedMs: round.openedMs, entries } });
    this.#tell(judged);
  }

  #tell(judged: readonly JudgedEntry[]): void {
    const { log, miners, onVerdict } = this.#modules;
    const pay = payOf(log.judged, new Set(miners().map(({ hotkey }) => hotkey)), this.#options);
    for (const { hotkey, entry, explanation } of judged) {
      const status: AnswerStatus = entry.advantage === undefined ? "failed" : "complete";
      const { score = 0, explanation: standing = "" } = pay.get(hotkey) ?? {};
      onVerdict({ miner: { hotkey }, status }, { score, explanation: `${standing} Latest: ${explanation}`.trim() });
    }
  }
}
