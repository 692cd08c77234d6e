import { type InferenceSession, Tensor } from "onnxruntime-node";
import { toFloat32 } from "./half-float.js";
import type { KeyValueCache } from "./key-value-cache.js";
import { FATAL } from "./session.js";

/** Logits of one run: rows of `vocabularySize`, sequence after sequence, the last of each for the token that comes next. */
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
  /** Tokens that one run takes at most, all sequences together. */
  readonly maxRows: number;
  /** A cache that holds one empty sequence. */
  readonly emptyCache: () => KeyValueCache;
  readonly #session: InferenceSession;
  readonly #fetches: readonly string[];

  /** @param cacheOutputs - The outputs that the caches of `emptyCache` take in after a run. */
  constructor(session: InferenceSession, cacheOutputs: readonly string[], emptyCache: () => KeyValueCache) {
    const logits = session.outputMetadata.find((output) => output.name === "logits");
    const vocabularySize = logits?.isTensor ? logits.shape.at(-1) : undefined;
    if (!session.inputNames.includes("input_ids") || typeof vocabularySize !== "number") {
      throw new Error('the graph needs an input "input_ids" and an output "logits" with a fixed last dimension');
    }
    this.vocabularySize = vocabularySize;
    this.maxRows = Math.max(1, Math.min(MAX_ROWS, Math.floor(MAX_LOGIT_BYTES / (4 * vocabularySize))));
    this.emptyCache = emptyCache;
    this.#session = session;
    this.#fetches = ["logits", ...cacheOutputs];
  }

  /**
   * Runs further tokens after those in `cache`, which then holds them as well: the same number for each sequence, at most
   * `maxRows` together.
   */
  async forward(tokens: readonly (readonly number[])[], cache: KeyValueCache): Promise<Logits> {
    const outputs = await this.#session.run(this.#feeds(tokens, cache), this.#fetches, { logSeverityLevel: FATAL });
    cache.append(outputs, tokens[0]!.length);
    const width = this.vocabularySize;
    const values = toFloat32((outputs.logits as Tensor).data);
    return { rows: values.length / width, row: (index) => values.subarray(index * width, (index + 1) * width) };
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  #feeds(tokens: readonly (readonly number[])[], cache: KeyValueCache): Record<string, Tensor> {
    const [rows, count] = [tokens.length, tokens[0]!.length];
    const make: Record<string, () => Tensor> = {
      input_ids: () => new Tensor("int64", BigInt64Array.from(tokens.flat(), BigInt), [rows, count]),
      attention_mask: () => new Tensor("int64", maskOf(cache, count), [rows, cache.width + count]),
      position_ids: () => {
        const positions = tokens.flatMap((row, index) => row.map((_, offset) => cache.lengths[index]! + offset));
        return new Tensor("int64", BigInt64Array.from(positions, BigInt), [rows, count]);
      },
      use_cache_branch: () => new Tensor("bool", [true], [1]),
    };
    const feeds = { ...cache.tensors() };
    for (const name of this.#session.inputNames) {
      if (name in feeds) continue;
      if (!make[name]) throw new Error(`the graph asks for an input "${name}" that a text model does not have`);
      feeds[name] = make[name]();
    }
    return feeds;
  }
}

/** 1 for each token held and each of the `count` further ones, 0 for columns that hold nothing. */
function maskOf({ lengths, width }: KeyValueCache, count: number): BigInt64Array {
  const mask = new BigInt64Array(lengths.length * (width + count));
  for (const [row, length] of lengths.entries()) {
    const start = row * (width + count);
    mask.fill(1n, start, start + length);
    mask.fill(1n, start + width, start + width + count);
  }
  return mask;
}
