import { Answer, type FinishReason } from "./answer.js";
import type { CausalLm } from "./causal-lm.js";
import { feed } from "./feed.js";
import type { KeyValueCache } from "./key-value-cache.js";
import type { LoadedLm } from "./load-causal-lm.js";
import type { DrawnToken, GenerateJob } from "./messages.js";
import type { CallSignal } from "./program.js";
import type { PromptCache } from "./prompt-cache.js";
import { RaggedCache } from "./ragged-cache.js";

/** An answer whose prompt has run, and who waits for its end. */
interface Member {
  readonly answer: Answer;
  resolve(reason: FinishReason): void;
  reject(error: unknown): void;
}

/** Answers that share each run: row by row, the cache holds their sequences. */
interface Batch {
  readonly members: Member[];
  readonly cache: KeyValueCache;
  /** Whether others may join. */
  readonly open: boolean;
}

/**
 * Continuous batching: all answers take their next tokens in one run. A prompt runs by itself; its answer joins the others before
 * their next run, and leaves them after its last token or once aborted, which nobody else notices.
 */
export class Decoder {
  readonly #lm: CausalLm;
  readonly #prompts: PromptCache;
  /** 1 where sequences cannot share a run: each batch then is one answer, and they take turns token by token. */
  readonly #maxBatch: number;
  #batches: Batch[] = [];
  #joining: { readonly member: Member; readonly cache: KeyValueCache }[] = [];
  #running = false;

  constructor({ lm, batches }: LoadedLm, prompts: PromptCache, maxBatch: number) {
    this.#lm = lm;
    this.#prompts = prompts;
    this.#maxBatch = batches ? Math.min(maxBatch, lm.maxRows) : 1;
  }

  /** Draws tokens until an end token or `maxNewTokens`. */
  async generate(job: GenerateJob, emit: (token: DrawnToken) => void, signal: CallSignal): Promise<FinishReason> {
    const answer = new Answer(job, signal, emit);
    const cache = this.#prompts.begin(job.prompt);
    const logits = await feed(this.#lm, job.prompt.slice(cache.lengths[0]), cache, signal);
    this.#prompts.keep(job.prompt, cache);
    signal.throwIfAborted();
    const reason = answer.draw(logits.row(logits.rows - 1));
    if (reason !== undefined) return reason;
    return new Promise((resolve, reject) => {
      this.#joining.push({ member: { answer, resolve, reject }, cache });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (;;) {
      for (const { member, cache } of this.#joining.splice(0)) this.#admit(member, cache);
      for (const batch of this.#batches) dropAborted(batch);
      this.#batches = this.#batches.filter(({ members }) => members.length > 0);
      if (this.#batches.length === 0) break;
      await Promise.all(this.#batches.map((batch) => this.#step(batch)));
    }
    this.#running = false;
  }

  #admit(member: Member, cache: KeyValueCache): void {
    const batch = this.#batches.find(({ open, members }) => open && members.length < this.#maxBatch);
    if (batch?.cache instanceof RaggedCache && cache instanceof RaggedCache) {
      batch.cache.join(cache);
      batch.members.push(member);
    } else {
      this.#batches.push({ members: [member], cache, open: true });
    }
  }

  async #step(batch: Batch): Promise<void> {
    const { members, cache } = batch;
    try {
      const tokens = members.map(({ answer }) => [answer.last]);
      const logits = await this.#lm.forward(tokens, cache);
      // From the end, so that a row that takes a dropped one's place has been seen to.
      for (let row = members.length - 1; row >= 0; row--) {
        if (!members[row]!.answer.signal.aborted) draw(batch, row, logits.row(row));
      }
    } catch (error) {
      this.#scatter(batch, error);
    }
  }

  /** A sequence that the graph cannot take must not end those beside it: after a failure each goes on by itself. */
  #scatter({ members, cache }: Batch, error: unknown): void {
    const all = members.splice(0);
    if (all.length === 1 || !(cache instanceof RaggedCache)) {
      for (const member of all) member.reject(error);
      return;
    }
    for (const [row, member] of all.entries()) {
      this.#batches.push({ members: [member], cache: cache.copyOf(row), open: false });
    }
  }
}

function draw(batch: Batch, row: number, logits: Float32Array): void {
  const { answer, resolve, reject } = batch.members[row]!;
  try {
    const reason = answer.draw(logits);
    if (reason === undefined) return;
    resolve(reason);
  } catch (error) {
    reject(error);
  }
  drop(batch, row);
}

function dropAborted(batch: Batch): void {
  for (let row = batch.members.length - 1; row >= 0; row--) {
    const { answer, reject } = batch.members[row]!;
    if (!answer.signal.aborted) continue;
    reject(answer.signal.reason);
    drop(batch, row);
  }
}

/** The last row takes the place of the one dropped. The last of all leaves with its cache. */
function drop({ members, cache }: Batch, row: number): void {
  const last = members.pop()!;
  if (row < members.length) members[row] = last;
  if (cache instanceof RaggedCache) cache.drop(row);
}
