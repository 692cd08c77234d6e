import type { Engine } from "./engine/engine.js";
import { inferenceError } from "./errors.js";
import type { DecodingRules } from "./folder/seq2seq-folder.js";
import { OpenEngine } from "./open-engine.js";
import type { RewriteAnswer, RewriteRequest, Seq2SeqModel } from "./seq2seq-model.js";
import type { CallOptions, ModelCard } from "./text-model.js";
import type { SourceTokenizer } from "./tokenizer/source-tokenizer.js";

export interface ThreadedSeq2SeqModelOptions {
  readonly card: ModelCard;
  readonly taskSettings: Readonly<Record<string, unknown>>;
  readonly rules: DecodingRules & { readonly endTokens: readonly number[] };
  readonly maxConcurrent: number;
  readonly maxQueue: number;
}

/** Tokenizes and admits on the caller's thread; computes on the engine's. */
export class ThreadedSeq2SeqModel implements Seq2SeqModel {
  readonly card: ModelCard;
  readonly taskSettings: Readonly<Record<string, unknown>>;
  readonly #options: ThreadedSeq2SeqModelOptions;
  readonly #open: OpenEngine<Engine>;
  readonly #tokenizer: SourceTokenizer;

  constructor(
    options: ThreadedSeq2SeqModelOptions,
    modules: { readonly engine: Engine; readonly tokenizer: SourceTokenizer },
  ) {
    this.card = options.card;
    this.taskSettings = options.taskSettings;
    this.#options = options;
    this.#open = new OpenEngine({ ...options, name: options.card.name }, modules.engine);
    this.#tokenizer = modules.tokenizer;
  }

  async rewrite({ text, maxTokens, beginWith }: RewriteRequest, { signal }: CallOptions = {}): Promise<RewriteAnswer> {
    this.#open.check(signal);
    if (!Number.isSafeInteger(maxTokens) || maxTokens < 1) throw invalid("maxTokens", "must be a whole number above 0");
    const { rules } = this.#options;
    const first = beginWith === undefined ? {} : { forcedFirst: this.#idOf(beginWith) };
    const source = this.#encode(text);
    const onIdle = await this.#open.acquire(signal);
    const maxNewTokens = Math.min(maxTokens, this.card.contextLength - 1);
    const job = { ...rules, ...first, source, maxNewTokens };
    const { tokens, finishReason } = await this.#open.engine.call("rewrite", job, { signal, onIdle });
    const answer = this.#tokenizer.decode(tokens);
    return { text: answer, finishReason, sourceTokens: source.length, targetTokens: tokens.length };
  }

  countTokens(text: string): number {
    return this.#encode(text).length;
  }

  hasToken(text: string): boolean {
    return this.#tokenizer.idOf(text) !== undefined;
  }

  dispose(): Promise<void> {
    return this.#open.dispose();
  }

  #idOf(token: string): number {
    const id = this.#tokenizer.idOf(token);
    if (id === undefined) throw invalid("beginWith", `is "${token.slice(0, 32)}", which is no token of the model`);
    return id;
  }

  /** Refuses a text that cannot fit before it costs the caller's thread the time to tokenize it. */
  #encode(text: string): number[] {
    const limit = this.card.contextLength;
    const least = Math.floor(text.trim().length / this.#tokenizer.longestToken);
    const source = least > limit ? [] : this.#tokenizer.encode(text);
    const tokens = Math.max(least, source.length);
    if (tokens <= limit) return source;
    throw inferenceError(
      { code: "inference/prompt_too_long", tokens, limit },
      `The text has ${tokens} tokens or more; ${limit} is the most.`,
      { remedy: "Give the text in parts, for example sentence by sentence." },
    );
  }
}

const invalid = (field: string, why: string) =>
  inferenceError({ code: "inference/invalid_request", field }, `${field} ${why}.`);
