import type { Engine } from "./engine/engine.js";
import type { PlainTensor, PortInfo } from "./engine/messages.js";
import { inferenceError } from "./errors.js";
import type { OnnxModel, OnnxModelCard, RunOptions, TensorInfo } from "./onnx-model.js";
import { OpenEngine } from "./open-engine.js";
import { checkTensor, type Expected, type ModelTensor, ownData } from "./tensor.js";

export interface ThreadedOnnxModelOptions {
  readonly card: OnnxModelCard;
  readonly inputs: readonly PortInfo[];
  readonly outputs: readonly PortInfo[];
  readonly maxConcurrent: number;
  readonly maxQueue: number;
}

/** Checks and admits on the caller's thread; computes on the engine's. */
export class ThreadedOnnxModel implements OnnxModel {
  readonly card: OnnxModelCard;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly #expected: ReadonlyMap<string, Expected>;
  readonly #open: OpenEngine;

  constructor(options: ThreadedOnnxModelOptions, { engine }: { readonly engine: Engine }) {
    this.card = options.card;
    this.inputs = options.inputs.map(toTensorInfo);
    this.outputs = options.outputs.map(toTensorInfo);
    this.#expected = new Map(
      options.inputs.map(({ name, type, shape, batched }) => [name, { type, dims: batched ? shape.slice(1) : shape }]),
    );
    this.#open = new OpenEngine({ ...options, name: options.card.name }, engine);
  }

  async run(
    inputs: Readonly<Record<string, ModelTensor>>,
    { signal, allowNaN = false, transfer = false }: RunOptions = {},
  ): Promise<Record<string, ModelTensor>> {
    this.#open.check(signal);
    this.#checkInputs(inputs, allowNaN);
    const item = Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, toPlain(tensor)]));
    const buffers = transfer ? [...new Set(Object.values(item).map(({ data }) => data.buffer as ArrayBuffer))] : [];
    const onIdle = await this.#open.acquire(signal);
    return { ...(await this.#open.engine.call("run", item, { signal, onIdle, transfer: buffers })) };
  }

  dispose(): Promise<void> {
    return this.#open.dispose();
  }

  #checkInputs(inputs: Readonly<Record<string, ModelTensor>>, allowNaN: boolean): void {
    const names = [...this.#expected.keys()].join(", ");
    for (const [name, expected] of this.#expected) {
      if (!Object.hasOwn(inputs, name)) throw wrongInput(name, "is missing", names);
      checkTensor(`inputs.${name}`, inputs[name]!, expected, allowNaN);
    }
    const unknown = Object.keys(inputs).find((name) => !this.#expected.has(name));
    if (unknown !== undefined) throw wrongInput(unknown, "is no input of this model", names);
  }
}

const toTensorInfo = ({ name, type, shape, batched }: PortInfo): TensorInfo => ({
  name,
  type,
  dims: batched ? [null, ...shape.slice(1)] : shape,
});

const toPlain = ({ type, data, dims }: ModelTensor): PlainTensor => ({
  type,
  data: ownData(type, data),
  dims: [...dims],
});

const wrongInput = (name: string, why: string, names: string) =>
  inferenceError({ code: "inference/invalid_request", field: `inputs.${name}` }, `inputs.${name} ${why}.`, {
    remedy: `Give exactly these inputs: ${names}.`,
  });
