import { type InferenceSession, Tensor } from "onnxruntime-node";
import type { CachePort, KeyValueCache } from "./key-value-cache.js";

/** One sequence, as the graph itself keeps it: the whole cache comes out of a run and goes into the next one. */
export class GrownCache implements KeyValueCache {
  readonly #ports: readonly CachePort[];
  #tensors: Record<string, Tensor>;
  #length = 0;

  constructor(ports: readonly CachePort[]) {
    this.#ports = ports;
    this.#tensors = Object.fromEntries(
      ports.map(({ input, type, heads, size }) => {
        const data = type === "float16" ? new Uint16Array(0) : new Float32Array(0);
        return [input, new Tensor(type, data, [1, heads, 0, size])];
      }),
    );
  }

  get lengths(): readonly number[] {
    return [this.#length];
  }

  get width(): number {
    return this.#length;
  }

  tensors(): Record<string, Tensor> {
    return this.#tensors;
  }

  append(outputs: InferenceSession.OnnxValueMapType, count: number): void {
    this.#tensors = Object.fromEntries(this.#ports.map(({ input, present }) => [input, outputs[present] as Tensor]));
    this.#length += count;
  }
}
