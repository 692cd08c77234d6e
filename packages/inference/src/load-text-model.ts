import { join } from "node:path";
import { Engine } from "./engine/engine.js";
import { isInferenceError, reasonOf } from "./errors.js";
import { invalidModel } from "./folder/files.js";
import { contextLengthOf, describeModel, endTokensOf } from "./folder/model-facts.js";
import { type ModelFolder, readModelFolder } from "./folder/model-folder.js";
import { hashFiles } from "./folder/model-hash.js";
import { checkVocabulary } from "./folder/vocabulary.js";
import { OnnxTextModel } from "./onnx-text-model.js";
import type { TextModel } from "./text-model.js";
import type { Tokenizer } from "./tokenizer/tokenizer.js";

export interface LoadTextModelOptions {
  /** Threads that one forward pass uses. 1 by default: several models share a machine. */
  readonly threads?: number;
  /** Calls that compute at a time. 8 by default. */
  readonly maxConcurrent?: number;
  /** Answers that take their next tokens in one run, at most. As many as compute at a time by default; 1 lets them take turns. */
  readonly maxBatch?: number;
  /** Calls that wait for their turn; one more is refused with `inference/overloaded`. 16 by default. */
  readonly maxQueue?: number;
  /** Memory for the keys and values of earlier prompts, for those that begin alike. 64 MiB by default; 0 keeps none. */
  readonly promptCacheBytes?: number;
  /** Cuts the model's own context length. */
  readonly maxContextTokens?: number;
  /** onnxruntime's names, first choice first. `["cpu"]` by default. */
  readonly executionProviders?: readonly string[];
  /** Which weights of the folder: `fp32` (onnx/model.onnx), `int8`, `q8`, `fp16`, … By default the most exact there. */
  readonly dtype?: string;
  readonly signal?: AbortSignal;
}

const DEFAULT_CONCURRENT = 8;

/**
 * Loads a causal language model from a folder in the Hugging Face ONNX layout and warms it up.
 * @throws `inference/model_not_found`, `inference/model_invalid`.
 */
export async function loadTextModel(path: string, options: LoadTextModelOptions = {}): Promise<TextModel> {
  const folder = await readModelFolder(path, options.dtype);
  const tokenizer = await loadTokenizer(folder);
  const contextLength = Math.min(contextLengthOf(folder), options.maxContextTokens ?? Number.POSITIVE_INFINITY);
  const eosTokenIds = endTokensOf(folder, (token) => tokenizer.idOf(token));
  const hash = await hashFiles(folder.path, folder.files, options.signal);
  const { engine, facts } = await startEngine(folder, options);
  const { vocabularySize } = facts;
  const card = { ...describeModel(folder), hash, contextLength, vocabularySize };
  const { maxConcurrent = DEFAULT_CONCURRENT, maxQueue = 16 } = options;
  const model = new OnnxTextModel({ card, eosTokenIds, maxConcurrent, maxQueue }, { engine, tokenizer });
  try {
    checkVocabulary(folder.path, tokenizer.largestId, vocabularySize);
    await warmUp(model, options.signal);
    return model;
  } catch (cause) {
    await model.dispose();
    options.signal?.throwIfAborted();
    if (isInferenceError(cause, "inference/model_invalid")) throw cause;
    throw invalidModel(folder.path, folder.graph, `the graph loads but does not run (${reasonOf(cause)})`, cause);
  }
}

/** One token: what is wrong with a graph shows when it is loaded, not at the first request. */
async function warmUp(model: TextModel, signal?: AbortSignal): Promise<void> {
  const [token] = model.eosTokenIds;
  await model.score({ messages: [{ role: "user", content: "." }], tokens: [token!] }, signal ? { signal } : {});
}

async function loadTokenizer(folder: ModelFolder): Promise<Tokenizer> {
  const { createTokenizer } = await import("./tokenizer/tokenizer.js");
  const { chatTemplateOf } = await import("./tokenizer/chat-template.js");
  const chatTemplate = folder.chatTemplateFile ?? chatTemplateOf(folder.tokenizerConfig);
  if (chatTemplate === undefined) {
    throw invalidModel(folder.path, "tokenizer_config.json", "it has no chat template (chat_template)");
  }
  try {
    return createTokenizer({ tokenizer: folder.tokenizer, config: folder.tokenizerConfig, chatTemplate });
  } catch (cause) {
    throw invalidModel(folder.path, "tokenizer.json", `the tokenizer cannot be built (${reasonOf(cause)})`, cause);
  }
}

async function startEngine(folder: ModelFolder, options: LoadTextModelOptions) {
  const { threads = 1, executionProviders = ["cpu"], maxConcurrent = DEFAULT_CONCURRENT } = options;
  const { maxBatch = maxConcurrent, promptCacheBytes = 64 * 2 ** 20 } = options;
  try {
    const modelPath = join(folder.path, folder.graph);
    const session = { threads, executionProviders };
    return await Engine.start({ program: "text", modelPath, session, maxBatch, promptCacheBytes });
  } catch (cause) {
    throw invalidModel(folder.path, folder.graph, `onnxruntime cannot load it (${reasonOf(cause)})`, cause);
  }
}
