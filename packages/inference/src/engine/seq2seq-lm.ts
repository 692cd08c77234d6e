import { type InferenceSession, Tensor } from "onnxruntime-node";
import { toFloat32 } from "./half-float.js";
import type { Seq2SeqEngineOptions } from "./messages.js";
import { createSession, FATAL } from "./session.js";

type Tensors = Record<string, Tensor>;

/** One text while it is decoded: what the encoder made of it, the tokens so far, and the decoder's cache once it has one. */
export class Decoding {
  readonly encoded: Tensors;
  readonly tokens: number[];
  /** Inputs of the next run, by name. */
  past: Tensors | undefined;

  constructor(encoded: Tensors, start: number) {
    this.encoded = encoded;
    this.tokens = [start];
  }

  push(token: number): void {
    this.tokens.push(token);
  }
}

/** Encoder and decoder in the layout of Hugging Face's ONNX exports: a merged decoder, one for each kind of step, or one alone. */
export class Seq2SeqLm {
  readonly vocabularySize: number;
  readonly #encoder: InferenceSession;
  readonly #first: InferenceSession;
  /** Takes a cache: the merged decoder, or the one beside the first. */
  readonly #next: InferenceSession | undefined;

  private constructor(encoder: InferenceSession, first: InferenceSession, next: InferenceSession | undefined) {
    const logits = first.outputMetadata.find(({ name }) => name === "logits");
    const vocabularySize = logits?.isTensor ? logits.shape.at(-1) : undefined;
    if (typeof vocabularySize !== "number")
      throw new Error('the decoder needs an output "logits" with a fixed last dimension');
    this.vocabularySize = vocabularySize;
    this.#encoder = encoder;
    this.#first = first;
    this.#next = first.inputNames.includes("use_cache_branch") ? first : next;
  }

  static async load({ encoderPath, decoderPath, withPastPath, session }: Seq2SeqEngineOptions): Promise<Seq2SeqLm> {
    const encoder = await createSession(encoderPath, session);
    const first = await createSession(decoderPath, session);
    const next = withPastPath === undefined ? undefined : await createSession(withPastPath, session);
    return new Seq2SeqLm(encoder, first, next);
  }

  async encode(source: readonly number[], start: number): Promise<Decoding> {
    const mask = int64(source.map(() => 1));
    const available = { input_ids: int64(source), attention_mask: mask };
    const { last_hidden_state: hidden } = await run(this.#encoder, available);
    return new Decoding({ encoder_hidden_states: hidden!, encoder_attention_mask: mask }, start);
  }

  /** Logits of the token that comes next. The cache then holds all tokens, if the folder has a decoder that takes one. */
  async step(decoding: Decoding): Promise<Float32Array> {
    const { encoded, tokens, past } = decoding;
    const session = past && this.#next ? this.#next : this.#first;
    const given = past ? tokens.slice(-1) : tokens;
    const outputs = await run(session, {
      ...encoded,
      ...(past ?? emptyPast(session)),
      input_ids: int64(given),
      decoder_input_ids: int64(given),
      decoder_attention_mask: int64(tokens.map(() => 1)),
      use_cache_branch: new Tensor("bool", [past !== undefined], [1]),
    });
    if (this.#next) decoding.past = nextPast(past, outputs);
    return toFloat32(outputs.logits!.data).slice(-this.vocabularySize);
  }

  async release(): Promise<void> {
    const sessions = new Set([this.#encoder, this.#first, this.#next]);
    for (const session of sessions) await session?.release();
  }
}

const int64 = (values: readonly number[]) =>
  new Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);

/** Runs a graph with what it asks for. */
async function run(session: InferenceSession, available: Tensors): Promise<Tensors> {
  const feeds: Tensors = {};
  for (const name of session.inputNames) {
    const tensor = available[name];
    if (!tensor) throw new Error(`the graph asks for an input "${name}" that an encoder-decoder model does not have`);
    feeds[name] = tensor;
  }
  return (await session.run(feeds, { logSeverityLevel: FATAL })) as Tensors;
}

const pastNameOf = (output: string): string => output.replace("present", "past_key_values");

/** The encoder's part comes out of the first run alone: a decoder that takes it gives it back empty, or not at all. */
function nextPast(past: Tensors | undefined, outputs: Tensors): Tensors {
  const fresh = Object.entries(outputs)
    .filter(([name]) => name.startsWith("present"))
    .filter(([name]) => past === undefined || !name.includes(".encoder."))
    .map(([name, tensor]) => [pastNameOf(name), tensor] as const);
  return { ...past, ...Object.fromEntries(fresh) };
}

/** What a merged decoder is given before there is a cache. */
function emptyPast(session: InferenceSession): Tensors {
  const ports = session.inputMetadata.filter(({ name }) => name.startsWith("past_key_values"));
  return Object.fromEntries(
    ports.map((port) => {
      const [, heads, , size] = port.isTensor ? port.shape : [];
      if (typeof heads !== "number" || typeof size !== "number") {
        throw new Error(`the cache input "${port.name}" needs fixed heads and size`);
      }
      const type = port.isTensor && port.type === "float16" ? "float16" : "float32";
      const data = type === "float16" ? new Uint16Array(0) : new Float32Array(0);
      return [port.name, new Tensor(type, data, [1, heads, 0, size])];
    }),
  );
}
