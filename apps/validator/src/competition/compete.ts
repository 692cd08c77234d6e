import type { AnswerChunk, MinerOutcome, TextRequest, TextToken } from "@taostack/protocol";
import { noAnswer } from "../errors.js";
import type { MinerLink } from "../miners/link.js";
import { Answer } from "./answer.js";
import { type ElectModules, type ElectOptions, electLeader } from "./elect.js";
import type { Judge, Verdict } from "./judge.js";
import { Pulse } from "./pulse.js";

export interface CompeteOptions extends ElectOptions {
  /** For each miner's whole answer. */
  readonly timeoutMs: number;
  /** A leader that sends nothing for this long is replaced. */
  readonly stallMs: number;
  /** How long the others may go on once the winner has finished. */
  readonly graceMs: number;
}

export interface CompeteModules extends Omit<ElectModules, "pulse"> {
  readonly judge: Judge;
  /** Hears what each miner's answer was worth; broken answers are worth 0, answers cut short by us are not reported. */
  readonly onVerdict: (hotkey: string, verdict: Verdict) => void;
}

/**
 * Asks every miner at once and streams the winner's answer. The winner is elected on the openings; if it breaks off or stalls,
 * another miner goes on from the tokens already sent, so that the reader sees one answer. The last chunk tells who took part.
 * @throws `validator/no_answer` when no miner gives a single token; the signal's reason once aborted.
 */
export async function* compete(
  request: TextRequest,
  miners: readonly MinerLink[],
  modules: CompeteModules,
  options: CompeteOptions,
  signal: AbortSignal,
): AsyncGenerator<AnswerChunk, void> {
  signal.throwIfAborted();
  const race = new Race({ request, miners, modules, options, signal });
  const cancel = () => race.cancelAll();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    yield* race.stream();
    yield await race.conclude();
  } finally {
    signal.removeEventListener("abort", cancel);
    race.cancelAll();
  }
}

/** An answer and the request it answers: the original one, or its continuation after a failure. */
interface Entry {
  readonly request: TextRequest;
  readonly answer: Answer;
}

interface Competition {
  readonly request: TextRequest;
  readonly miners: readonly MinerLink[];
  readonly modules: CompeteModules;
  readonly options: CompeteOptions;
  readonly signal: AbortSignal;
}

class Race {
  readonly #request: TextRequest;
  readonly #modules: CompeteModules;
  readonly #options: CompeteOptions;
  readonly #signal: AbortSignal;
  readonly #pulse = new Pulse();
  readonly #entries: Entry[];
  readonly #sent: TextToken[] = [];
  #leader: Entry | undefined;

  constructor({ request, miners, modules, options, signal }: Competition) {
    this.#signal = signal;
    this.#request = request;
    this.#modules = modules;
    this.#options = options;
    this.#entries = miners.map((miner) => this.#enter(miner, request));
  }

  async *stream(): AsyncGenerator<AnswerChunk, void> {
    this.#leader = await this.#elect();
    while (this.#leader !== undefined) {
      yield* this.#follow(this.#leader.answer);
      if (this.#leader.answer.status === "complete") return;
      this.#signal.throwIfAborted();
      this.#leader = this.#sent.length === 0 ? await this.#elect() : this.#successor();
    }
    this.#signal.throwIfAborted();
    throw noAnswer(this.#entries.length);
  }

  /** Waits a moment for the others, judges all, and tells who took part. */
  async conclude(): Promise<AnswerChunk> {
    const others = this.#entries.map(({ answer }) => answer.done);
    const grace = new Promise<void>((resolve) => setTimeout(resolve, this.#options.graceMs).unref());
    await Promise.race([Promise.all(others), grace]);
    this.cancelAll();
    const miners = await Promise.all(this.#entries.map((entry) => this.#outcome(entry)));
    const winner = this.#leader?.answer;
    return {
      tokens: [],
      finishReason: winner?.finishReason ?? "",
      usage: { promptTokens: this.#promptTokens(), completionTokens: this.#sent.length },
      provenance: { requestId: this.#request.requestId, winnerHotkey: winner?.miner.hotkey ?? "", miners },
    };
  }

  cancelAll(): void {
    for (const { answer } of this.#entries) answer.cancel();
  }

  #enter(miner: MinerLink, request: TextRequest): Entry {
    const { timeoutMs } = this.#options;
    const maxTokens = request.sampling?.maxTokens ?? 0;
    return {
      request,
      answer: new Answer(miner, request, { timeoutMs, maxTokens, pulse: this.#pulse, now: this.#modules.now }),
    };
  }

  async #elect(): Promise<Entry | undefined> {
    const answers = this.#entries.map(({ answer }) => answer);
    const leader = await electLeader(this.#request, answers, { ...this.#modules, pulse: this.#pulse }, this.#options);
    return this.#entries.find(({ answer }) => answer === leader);
  }

  /** Yields the leader's tokens until it is over or has been silent for too long. */
  async *#follow(leader: Answer): AsyncGenerator<AnswerChunk, void> {
    let position = 0;
    let lastTokenAt = this.#modules.now();
    for (;;) {
      const fresh = leader.tokens.slice(position);
      if (fresh.length > 0) {
        position += fresh.length;
        lastTokenAt = this.#modules.now();
        this.#sent.push(...fresh);
        yield { tokens: fresh, finishReason: "", usage: undefined, provenance: undefined };
        continue;
      }
      if (leader.status !== "running") return;
      const left = lastTokenAt + this.#options.stallMs - this.#modules.now();
      if (left <= 0) return leader.stall();
      await this.#pulse.wait(left);
    }
  }

  /** The best miner that has not failed in this race goes on where the leader stopped. */
  #successor(): Entry | undefined {
    const failed = new Set(
      this.#entries.filter(({ answer }) => hasFailed(answer)).map(({ answer }) => answer.miner.hotkey),
    );
    const [best] = this.#entries
      .map(({ answer }) => answer.miner)
      .filter((miner) => !failed.has(miner.hotkey))
      .sort((a, b) => this.#modules.standing(b.hotkey) - this.#modules.standing(a.hotkey));
    if (best === undefined) return undefined;
    const entry = this.#enter(best, this.#continuation());
    this.#entries.push(entry);
    return entry;
  }

  #continuation(): TextRequest {
    const { continueFrom } = this.#request;
    return { ...this.#request, continueFrom: [...continueFrom, ...this.#sent.map(({ id }) => id)] };
  }

  async #outcome({ request, answer }: Entry): Promise<MinerOutcome> {
    const verdict = await this.#verdict(request, answer);
    if (verdict && answer.status !== "cancelled") this.#modules.onVerdict(answer.miner.hotkey, verdict);
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

  async #verdict(request: TextRequest, answer: Answer): Promise<Verdict | undefined> {
    const peers = this.#entries.filter((entry) => entry.request === request).map((entry) => entry.answer);
    if (answer.status === "complete") return this.#modules.judge.judge(request, answer, { peers });
    return hasFailed(answer) ? { score: 0, explanation: answer.failure } : undefined;
  }

  #outcomeName(answer: Answer): string {
    if (answer === this.#leader?.answer) return "won";
    return hasFailed(answer) ? answer.status : "lost";
  }

  #promptTokens(): number {
    return (
      this.#entries.find(({ request, answer }) => request === this.#request && answer.usage)?.answer.usage
        ?.promptTokens ?? 0
    );
  }
}

const hasFailed = ({ status }: Answer): boolean => status === "failed" || status === "timed_out";
