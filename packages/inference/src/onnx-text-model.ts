import type { Engine } from "./engine/engine.js";
import { unpackScores } from "./engine/packed.js";
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
import { rememberPrompts } from "./tokenizer/recent-prompts.js";
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
  readonly #promptIds: (messages: readonly ChatMessage[]) => readonly number[];

  constructor(options: OnnxTextModelOptions, { engine, tokenizer }: OnnxTextModelModules) {
    this.card = options.card;
    this.eosTokenIds = options.eosTokenIds;
    this.#open = new OpenEngine({ ...options, name: options.card.name }, engine);
    this.#tokenizer = tokenizer;
    this.#promptIds = rememberPrompts((messages) => tokenizer.encodeChat(messages));
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
    const detokenizer = new Detokenizer((tokens) => this.decode(tokens), before);
    const stopTexts = new StopTexts<GeneratedToken>(request.stop ?? []);
    const usage = (count: number) => ({ promptTokens: prompt.length, completionTokens: count });
    try {
      for (let count = 1; ; count++) {
        const next = await drawn.next();
        if (next.done) {
          for (const piece of stopTexts.finish()) yield piece;
          return { finishReason: next.value, ...usage(count - 1) };
        }
        const { pieces, stopped } = stopTexts.push({ ...next.value, text: detokenizer.push(next.value.id) });
        for (const piece of pieces) yield piece;
        if (stopped) return { finishReason: "stop", ...usage(count) };
      }
    } finally {
      await drawn.return("stop");
    }
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
    return unpackScores(await this.#open.engine.call("score", job, { signal, onIdle }));
  }

  encodeChat(messages: readonly ChatMessage[], continueFrom: readonly number[] = []): number[] {
    return [...this.#promptIds(messages), ...continueFrom];
  }

  decode(tokens: readonly number[]): string {
    return this.#tokenizer.decode(tokens);
  }

  dispose(): Promise<void> {
    return this.#open.dispose();
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
