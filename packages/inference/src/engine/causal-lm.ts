import { type InferenceSession, Tensor } from "onnxruntime-node";
import { toFloat32 } from "./half-float.js";
import { CacheLayout, type KeyValueCache } from "./key-value-cache.js";
import type { TextEngineOptions } from "./messages.js";
import { createSession, FATAL } from "./session.js";

/** Logits of one run: `rows` rows of `vocabularySize`, the last one for the token that comes next. */
export interface Logits {
  readonly rows: number;
  row(index: number): Float32Array;
}

/** Bounds what one run allocates for logits, however long the prompt and large the vocabulary. */
const MAX_LOGIT_BYTES = 64 * 2 ** 20;
/** Longer prompts run in pieces, so that other answers go on in between and an abort is seen. */
const MAX_ROWS = 256;

/** A decoder in the layout of Hugging Face's ONNX exports. What it takes is read from the graph's own input names. */
export class CausalLm {
  readonly vocabularySize: number;
  /** Tokens that one run takes at most. */
  readonly maxRows: number;
  readonly #session: InferenceSession;
  readonly #layout: CacheLayout;

  private constructor(session: InferenceSession) {
    const logits = session.outputMetadata.find((output) => output.name === "logits");
    const vocabularySize = logits?.isTensor ? logits.shape.at(-1) : undefined;
    if (!session.inputNames.includes("input_ids") || typeof vocabularySize !== "number") {
      throw new Error('the graph needs an input "input_ids" and an output "logits" with a fixed last dimension');
    }
    this.vocabularySize = vocabularySize;
    this.maxRows = Math.max(1, Math.min(MAX_ROWS, Math.floor(MAX_LOGIT_BYTES / (4 * vocabularySize))));
    this.#session = session;
    this.#layout = new CacheLayout(session);
  }

  static async load({ modelPath, session }: TextEngineOptions): Promise<CausalLm> {
    return new CausalLm(await createSession(modelPath, session));
  }

  emptyCache(): KeyValueCache {
    return this.#layout.empty();
  }

  /** Runs at most `maxRows` further tokens after those in `cache`, which then holds them as well. */
  async forward(tokens: readonly number[], cache: KeyValueCache): Promise<Logits> {
    const outputs = await this.#session.run(this.#feeds(tokens, cache), { logSeverityLevel: FATAL });
    this.#layout.update(cache, outputs, tokens.length);
    return this.#rows(outputs.logits as Tensor);
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  #feeds(tokens: readonly number[], cache: KeyValueCache): Record<string, Tensor> {
    const count = tokens.length;
    const total = cache.length + count;
    const available: Record<string, () => Tensor> = {
      input_ids: () => new Tensor("int64", BigInt64Array.from(tokens, BigInt), [1, count]),
      attention_mask: () => new Tensor("int64", new BigInt64Array(total).fill(1n), [1, total]),
      position_ids: () =>
        new Tensor(
          "int64",
          BigInt64Array.from(tokens, (_, index) => BigInt(cache.length + index)),
          [1, count],
        ),
      use_cache_branch: () => new Tensor("bool", [true], [1]),
    };
    const feeds: Record<string, Tensor> = { ...cache.tensors };
    for (const name of this.#session.inputNames) {
      if (name in feeds) continue;
      const make = available[name];
      if (!make) throw new Error(`the graph asks for an input "${name}" that a text model does not have`);
      feeds[name] = make();
    }
    return feeds;
  }

  #rows(logits: Tensor): Logits {
    const width = this.vocabularySize;
    const values = toFloat32(logits.data);
    return {
      rows: values.length / width,
      row: (index) => values.subarray(index * width, (index + 1) * width),
    };
  }
}
