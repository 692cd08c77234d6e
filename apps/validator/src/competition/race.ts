import type { AnswerChunk, MinerOutcome, TextRequest, TextToken } from "@taostack/protocol";
import { noAnswer } from "../errors.js";
import type { MinerLink } from "../miners/link.js";
import { within } from "../within.js";
import { Answer } from "./answer.js";
import { type ElectModules, type ElectOptions, electLeader } from "./elect.js";
import type { AnswerReader } from "./judge.js";
import { Pulse } from "./pulse.js";
import { giveVerdict, type VerdictModules } from "./verdict.js";

export interface RaceOptions extends ElectOptions {
  /** For each miner's whole answer. */
  readonly timeoutMs: number;
  /** A leader that sends nothing for this long is replaced. */
  readonly stallMs: number;
  /** How long the others may go on once the winner has finished. */
  readonly graceMs: number;
}

export interface RaceModules extends Omit<ElectModules, "pulse" | "judge">, VerdictModules<unknown> {}

export interface Competition {
  readonly request: TextRequest;
  readonly miners: readonly MinerLink[];
  readonly modules: RaceModules;
  readonly options: RaceOptions;
  readonly signal: AbortSignal;
}

/** An answer and the request it answers: the original one, or its continuation after a failure. */
interface Entry {
  readonly request: TextRequest;
  readonly answer: Answer;
}

/** One request's competition: who takes part, who leads, and what its reader has been shown. */
export class Race {
  readonly #competition: Competition;
  readonly #pulse = new Pulse();
  readonly #reader: AnswerReader;
  readonly #promptTokens: number;
  readonly #entries: Entry[];
  readonly #sent: TextToken[] = [];
  #leader: Entry | undefined;

  constructor(competition: Competition) {
    const { request, miners, modules } = competition;
    this.#competition = competition;
    this.#promptTokens = modules.judge.promptTokens(request);
    this.#reader = modules.judge.read(request);
    this.#entries = miners.map((miner) => this.#enter(miner, request));
  }

  /** The answer's tokens, by one miner or by several in turn, up to its end. */
  async *stream(): AsyncGenerator<AnswerChunk, void> {
    const { signal } = this.#competition;
    this.#leader = await this.#elect();
    while (this.#leader !== undefined) {
      yield* this.#follow(this.#leader.answer);
      signal.throwIfAborted();
      // Also when the leader broke off after its last token: nobody could go on from there.
      if (this.#reader.end !== undefined) return;
      this.#leader = this.#sent.length === 0 ? await this.#elect() : this.#successor();
    }
    signal.throwIfAborted();
    throw noAnswer(this.#entries.length);
  }

  /** Waits a moment for the others, judges all, and tells who took part. */
  async conclude(): Promise<AnswerChunk> {
    const { request, options, signal } = this.#competition;
    const winner = this.#leader?.answer;
    // Whoever has sent the whole answer has only to say so.
    if (winner && !(await within(winner.done, options.stallMs))) winner.stall();
    await within(Promise.all(this.#entries.map(({ answer }) => answer.done)), options.graceMs);
    signal.throwIfAborted();
    this.cancelAll();
    return {
      tokens: [],
      finishReason: this.#reader.end ?? "",
      usage: { promptTokens: this.#promptTokens, completionTokens: this.#sent.length },
      provenance: {
        requestId: request.requestId,
        winnerHotkey: winner?.miner.hotkey ?? "",
        miners: await Promise.all(this.#entries.map((entry) => this.#outcome(entry))),
      },
    };
  }

  cancelAll(): void {
    for (const { answer } of this.#entries) answer.cancel();
  }

  #enter(miner: MinerLink, request: TextRequest): Entry {
    const { modules, options } = this.#competition;
    const { timeoutMs } = options;
    return { request, answer: new Answer(miner, request, { timeoutMs, pulse: this.#pulse, now: modules.now }) };
  }

  async #elect(): Promise<Entry | undefined> {
    const { request, modules, options } = this.#competition;
    const answers = this.#entries.map(({ answer }) => answer);
    const leader = await electLeader(request, answers, { ...modules, pulse: this.#pulse }, options);
    return this.#entries.find(({ answer }) => answer === leader);
  }

  /** Yields the leader's tokens until the answer is whole, or the leader is over or has been silent for too long. */
  async *#follow(leader: Answer): AsyncGenerator<AnswerChunk, void> {
    const { modules, options } = this.#competition;
    let position = 0;
    let lastTokenAt = modules.now();
    for (;;) {
      const fresh = this.#acceptable(leader, position);
      if (fresh.length > 0) {
        position += fresh.length;
        lastTokenAt = modules.now();
        this.#sent.push(...fresh);
        yield { tokens: fresh, finishReason: "", usage: undefined, provenance: undefined };
        continue;
      }
      if (this.#reader.end !== undefined) return;
      if (leader.status === "complete") return leader.reject("It says that it is complete, and is not.");
      if (leader.status !== "running") return;
      const left = lastTokenAt + options.stallMs - modules.now();
      if (left <= 0) return leader.stall();
      await this.#pulse.wait(left);
    }
  }

  /** The leader's tokens from `position` on, as far as they are what they say and the answer is not at its end. */
  #acceptable(leader: Answer, position: number): TextToken[] {
    const taken: TextToken[] = [];
    for (const token of leader.tokens.slice(position)) {
      if (this.#reader.end !== undefined) break;
      if (!this.#reader.take(token)) {
        leader.reject("Its text is not what its tokens stand for.");
        break;
      }
      taken.push(token);
    }
    return taken;
  }

  /** The best miner that has not failed in this race goes on where the leader stopped. */
  #successor(): Entry | undefined {
    const { standing } = this.#competition.modules;
    const failed = new Set(
      this.#entries.filter(({ answer }) => hasFailed(answer)).map(({ answer }) => answer.miner.hotkey),
    );
    const [best] = this.#entries
      .map(({ answer }) => answer.miner)
      .filter((miner) => !failed.has(miner.hotkey))
      .sort((a, b) => standing(b.hotkey) - standing(a.hotkey));
    if (best === undefined) return undefined;
    const entry = this.#enter(best, this.#continuation());
    this.#entries.push(entry);
    return entry;
  }

  #continuation(): TextRequest {
    const { request } = this.#competition;
    return { ...request, continueFrom: [...request.continueFrom, ...this.#sent.map(({ id }) => id)] };
  }

  async #outcome({ request, answer }: Entry): Promise<MinerOutcome> {
    const peers = this.#entries.filter((entry) => entry.request === request).map((entry) => entry.answer);
    const verdict = await giveVerdict(request, answer, { peers }, this.#competition.modules);
    return {
      hotkey: answer.miner.hotkey,
      uid: answer.miner.uid,
      firstTokenMs: answer.firstTokenMs ?? 0,
      totalMs: answer.totalMs ?? 0,
      score: verdict?.score ?? 0,
      outcome: this.#outcomeName(answer),
      detail: verdict?.explanation ?? answer.failure,
    };
  }

  #outcomeName(answer: Answer): string {
    if (answer === this.#leader?.answer) return "won";
    return hasFailed(answer) ? answer.status : "lost";
  }
}

const hasFailed = ({ status }: Answer): boolean => status === "failed" || status === "timed_out";
