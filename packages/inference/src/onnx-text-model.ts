import type { Engine } from "./engine/engine.js";
import type { DrawnToken } from "./engine/messages.js";
import { inferenceError } from "./errors.js";
import { OpenEngine } from "./open-engine.js";
import { checkGenerateRequest, checkMessages, checkSampling, checkTokens } from "./request-checks.js";
import type {
  CallOptions,
  ChatMessage,
  GeneratedToken,
  GenerateRequest,
  GenerateResult,
  ModelCard,
  SamplingSettings,
  ScoreRequest,
  TextModel,
  TokenScore,
} from "./text-model.js";
import { Detokenizer } from "./tokenizer/detokenizer.js";
import { StopTexts } from "./tokenizer/stop-texts.js";
import type { Tokenizer } from "./tokenizer/tokenizer.js";

export interface OnnxTextModelOptions {
  readonly card: ModelCard;
  readonly eosTokenIds: readonly number[];
  readonly maxConcurrent: number;
  readonly maxQueue: number;
}

export interface OnnxTextModelModules {
  readonly engine: Engine;
  readonly tokenizer: Tokenizer;
}

const greedy: SamplingSettings = { temperature: 0, topP: 1, seed: 0 };

/** Tokenizes, admits and streams on the caller's thread; computes on the engine's. */
export class OnnxTextModel implements TextModel {
  readonly card: ModelCard;
  readonly eosTokenIds: readonly number[];
  readonly #open: OpenEngine<Engine>;
  readonly #tokenizer: Tokenizer;

  constructor(options: OnnxTextModelOptions, { engine, tokenizer }: OnnxTextModelModules) {
    this.card = options.card;
    this.eosTokenIds = options.eosTokenIds;
    this.#open = new OpenEngine({ ...options, name: options.card.name }, engine);
    this.#tokenizer = tokenizer;
  }

  async *generate(
    request: GenerateRequest,
    { signal }: CallOptions = {},
  ): AsyncGenerator<GeneratedToken, GenerateResult, undefined> {
    this.#open.check(signal);
    checkGenerateRequest(request, this.card.vocabularySize);
    const before = request.continueFrom ?? [];
    const prompt = this.#encodePrompt(request.messages, before);
    const room = this.#roomAfter(prompt.length);
    const maxNewTokens = Math.min(request.maxTokens - before.length, room);
    const onIdle = await this.#open.acquire(signal);
    const job = { prompt, firstPosition: before.length, maxNewTokens, sampling: pickSampling(request) };
    const drawn = this.#open.engine.stream("generate", { ...job, endTokens: this.eosTokenIds }, { signal, onIdle });
    const { finishReason, count } = yield* this.#withText(drawn, before, request.stop ?? []);
    return { finishReason, promptTokens: prompt.length, completionTokens: count };
  }

  async score(request: ScoreRequest, { signal }: CallOptions = {}): Promise<TokenScore[]> {
    this.#open.check(signal);
    const { tokens, continueFrom = [], sampling = greedy } = request;
    checkMessages(request.messages);
    checkSampling(sampling);
    checkTokens("tokens", tokens, this.card.vocabularySize);
    checkTokens("continueFrom", continueFrom, this.card.vocabularySize);
    if (tokens.length === 0) return [];
    const prompt = this.#encodePrompt(request.messages, continueFrom);
    this.#roomAfter(prompt.length + tokens.length - 1);
    const onIdle = await this.#open.acquire(signal);
    const job = { prompt, firstPosition: continueFrom.length, tokens, sampling: pickSampling(sampling) };
    return this.#open.engine.call("score", job, { signal, onIdle });
  }

  encodeChat(messages: readonly ChatMessage[], continueFrom: readonly number[] = []): number[] {
    return [...this.#tokenizer.encodeChat(messages), ...continueFrom];
  }

  decode(tokens: readonly number[]): string {
    return this.#tokenizer.decode(tokens);
  }

  dispose(): Promise<void> {
    return this.#open.dispose();
  }

  async *#withText(
    drawn: AsyncGenerator<DrawnToken, "stop" | "length", undefined>,
    before: readonly number[],
    stop: readonly string[],
  ): AsyncGenerator<GeneratedToken, { finishReason: "stop" | "length"; count: number }, undefined> {
    const detokenizer = new Detokenizer((tokens) => this.decode(tokens), before);
    const stopTexts = new StopTexts<GeneratedToken>(stop);
    try {
      for (let count = 1; ; count++) {
        const next = await drawn.next();
        if (next.done) {
          yield* stopTexts.finish();
          return { finishReason: next.value, count: count - 1 };
        }
        const { pieces, stopped } = stopTexts.push({ ...next.value, text: detokenizer.push(next.value.id) });
        yield* pieces;
        if (stopped) return { finishReason: "stop", count };
      }
    } finally {
      await drawn.return("stop");
    }
  }

  /** Refuses a text that cannot fit before it costs the caller's thread the time to tokenize it. */
  #encodePrompt(messages: readonly ChatMessage[], continueFrom: readonly number[]): number[] {
    const characters = messages.reduce((sum, { content }) => sum + content.trim().length, 0);
    this.#roomAfter(Math.floor(characters / this.#tokenizer.longestToken) + continueFrom.length);
    return this.encodeChat(messages, continueFrom);
  }

  /** Tokens that still fit after `tokens`. @throws `inference/prompt_too_long` if there is none. */
  #roomAfter(tokens: number): number {
    const limit = this.card.contextLength;
    if (tokens < limit) return limit - tokens;
    throw inferenceError(
      { code: "inference/prompt_too_long", tokens, limit },
      `The prompt has ${tokens} tokens or more; with the answer, ${limit} is the most.`,
      { remedy: "Shorten the prompt or drop older messages." },
    );
  }
}

const pickSampling = ({ temperature, topP, seed }: SamplingSettings): SamplingSettings => ({ temperature, topP, seed });
