import { type InferenceSession, Tensor } from "onnxruntime-node";

/** What a decoder remembers of one sequence: the tensors to feed next, by input name. */
export interface KeyValueCache {
  /** Tokens held. */
  length: number;
  tensors: Record<string, Tensor>;
}

interface Slot {
  readonly input: string;
  readonly output: string;
  readonly type: "float32" | "float16";
  /** `[1, heads, 0, size]`. */
  readonly emptyShape: readonly number[];
}

/** Reads from a graph which inputs are its cache (`past_key_values.*`), their shapes, and the outputs that refill them. */
export class CacheLayout {
  readonly #slots: readonly Slot[];

  constructor(session: InferenceSession) {
    this.#slots = session.inputMetadata
      .filter((input) => input.name.startsWith("past_key_values."))
      .map((input) => {
        const output = input.name.replace("past_key_values.", "present.");
        const [, heads, , size] = input.isTensor ? input.shape : [];
        if (typeof heads !== "number" || typeof size !== "number" || !session.outputNames.includes(output)) {
          throw new Error(`the cache input "${input.name}" needs fixed heads and size, and an output "${output}"`);
        }
        const type = input.isTensor && input.type === "float16" ? "float16" : "float32";
        return { input: input.name, output, type, emptyShape: [1, heads, 0, size] };
      });
    if (this.#slots.length === 0) throw new Error("the graph has no key-value cache (past_key_values.*)");
  }

  empty(): KeyValueCache {
    const entries = this.#slots.map(({ input, type, emptyShape }) => {
      const data = type === "float16" ? new Uint16Array(0) : new Float32Array(0);
      return [input, new Tensor(type, data, [...emptyShape])] as const;
    });
    return { length: 0, tensors: Object.fromEntries(entries) };
  }

  update(cache: KeyValueCache, outputs: InferenceSession.OnnxValueMapType, added: number): void {
    cache.tensors = Object.fromEntries(this.#slots.map(({ input, output }) => [input, outputs[output] as Tensor]));
    cache.length += added;
  }
}
