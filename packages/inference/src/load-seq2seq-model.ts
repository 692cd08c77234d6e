import { join } from "node:path";
import { Engine } from "./engine/engine.js";
import { reasonOf } from "./errors.js";
import { invalidModel } from "./folder/files.js";
import { contextLengthOf, describeModel, endTokensOf } from "./folder/model-facts.js";
import { hashFiles } from "./folder/model-hash.js";
import { decodingRulesOf, readSeq2SeqFolder, type Seq2SeqFolder } from "./folder/seq2seq-folder.js";
import { checkVocabulary } from "./folder/vocabulary.js";
import type { Seq2SeqModel } from "./seq2seq-model.js";
import { ThreadedSeq2SeqModel } from "./threaded-seq2seq-model.js";
import type { SourceTokenizer } from "./tokenizer/source-tokenizer.js";

export interface LoadSeq2SeqModelOptions {
  /** Threads that one run uses. 1 by default: several models share a machine. */
  readonly threads?: number;
  /** Calls that compute at a time, in turns token by token. 4 by default. */
  readonly maxConcurrent?: number;
  /** Calls that wait for their turn; one more is refused with `inference/overloaded`. 16 by default. */
  readonly maxQueue?: number;
  /** Cuts the model's own context length. */
  readonly maxContextTokens?: number;
  /** onnxruntime's names, first choice first. `["cpu"]` by default. */
  readonly executionProviders?: readonly string[];
  /** Which weights of the folder: `fp32` (onnx/encoder_model.onnx, …), `q8`, `fp16`, … By default the most exact there. */
  readonly dtype?: string;
  readonly signal?: AbortSignal;
}

/**
 * Loads an encoder-decoder (Marian, T5, …) from a folder in the Hugging Face ONNX layout and warms it up.
 * @throws `inference/model_not_found`, `inference/model_invalid`.
 */
export async function loadSeq2SeqModel(path: string, options: LoadSeq2SeqModelOptions = {}): Promise<Seq2SeqModel> {
  const { signal, maxConcurrent = 4, maxQueue = 16, maxContextTokens = Number.POSITIVE_INFINITY } = options;
  signal?.throwIfAborted();
  const folder = await readSeq2SeqFolder(path, options.dtype);
  const tokenizer = await loadTokenizer(folder);
  const rules = decodingRulesOf(folder);
  const endTokens = endTokensOf(folder, (token) => tokenizer.idOf(token));
  const contextLength = Math.min(contextLengthOf(folder), maxContextTokens);
  const hash = await hashFiles(path, folder.files, signal);
  const { engine, facts } = await startEngine(folder, options);
  const card = { ...describeModel(folder), hash, contextLength, vocabularySize: facts.vocabularySize };
  const settings = {
    card,
    taskSettings: taskSettingsOf(folder),
    rules: { ...rules, endTokens },
    maxConcurrent,
    maxQueue,
  };
  const model = new ThreadedSeq2SeqModel(settings, { engine, tokenizer });
  try {
    checkVocabulary(path, tokenizer.largestId, facts.vocabularySize);
    await warmUp(model, folder, signal);
    return model;
  } catch (cause) {
    await model.dispose();
    signal?.throwIfAborted();
    throw cause;
  }
}

/** Two tokens: what is wrong with a graph shows when it is loaded, also with the decoder that takes a cache. */
async function warmUp(model: Seq2SeqModel, { path, graphs }: Seq2SeqFolder, signal?: AbortSignal): Promise<void> {
  await model.rewrite({ text: ".", maxTokens: 2 }, signal ? { signal } : {}).catch((cause: unknown) => {
    throw invalidModel(path, graphs.decoder, `the graphs load but do not run (${reasonOf(cause)})`, cause);
  });
}

async function loadTokenizer({ path, tokenizer, tokenizerConfig }: Seq2SeqFolder): Promise<SourceTokenizer> {
  const { createSourceTokenizer } = await import("./tokenizer/source-tokenizer.js");
  try {
    return createSourceTokenizer({ tokenizer, config: tokenizerConfig });
  } catch (cause) {
    throw invalidModel(path, "tokenizer.json", `the tokenizer cannot be built (${reasonOf(cause)})`, cause);
  }
}

async function startEngine({ path, graphs }: Seq2SeqFolder, options: LoadSeq2SeqModelOptions) {
  const { threads = 1, executionProviders = ["cpu"], signal } = options;
  const { encoder, decoder, withPast } = graphs;
  const paths = {
    encoderPath: join(path, encoder),
    decoderPath: join(path, decoder),
    ...(withPast === undefined ? {} : { withPastPath: join(path, withPast) }),
  };
  try {
    return await Engine.start({ program: "seq2seq", ...paths, session: { threads, executionProviders } }, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    throw invalidModel(path, encoder, `onnxruntime cannot load it or its decoder (${reasonOf(cause)})`, cause);
  }
}

const taskSettingsOf = ({ config }: Seq2SeqFolder): Readonly<Record<string, unknown>> =>
  (config.task_specific_params as Readonly<Record<string, unknown>> | null | undefined) ?? {};
