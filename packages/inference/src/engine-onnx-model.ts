import type { GraphPorts } from "./engine/graph-ports.js";
import type { GraphEngine } from "./engine/inline-engine.js";
import type { PortInfo, PortTensors } from "./engine/messages.js";
import { inferenceError } from "./errors.js";
import type { OnnxModel, OnnxModelCard, RunOptions, TensorInfo } from "./onnx-model.js";
import { OpenEngine } from "./open-engine.js";
import { checkTensor, type Expected, type ModelTensor, ownData } from "./tensor.js";

export interface EngineOnnxModelOptions extends GraphPorts {
  readonly card: OnnxModelCard;
  readonly maxConcurrent: number;
  readonly maxQueue: number;
}

interface Port extends Expected {
  readonly name: string;
  /** As errors name it. */
  readonly field: string;
}

/** Checks and admits on the caller's thread; computes where its engine does. */
export class EngineOnnxModel implements OnnxModel {
  readonly card: OnnxModelCard;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly #ports: readonly Port[];
  readonly #open: OpenEngine<GraphEngine>;

  constructor(options: EngineOnnxModelOptions, { engine }: { readonly engine: GraphEngine }) {
    this.card = options.card;
    this.inputs = options.inputs.map(toTensorInfo);
    this.outputs = options.outputs.map(toTensorInfo);
    this.#ports = options.inputs.map(({ name, type, shape, batched }) => {
      return { name, field: `inputs.${name}`, type, dims: batched ? shape.slice(1) : shape };
    });
    this.#open = new OpenEngine({ ...options, name: options.card.name }, engine);
  }

  async run(
    inputs: Readonly<Record<string, ModelTensor>>,
    { signal, allowNaN = false, transfer = false }: RunOptions = {},
  ): Promise<Record<string, ModelTensor>> {
    this.#open.check(signal);
    const item = this.#itemOf(inputs, allowNaN);
    const buffers = transfer ? [...new Set(item.data.map(({ buffer }) => buffer as ArrayBuffer))] : [];
    const onIdle = this.#open.tryAcquire() ?? (await this.#open.acquire(signal));
    const { data, dims } = await this.#open.engine.run(item, { signal, onIdle, transfer: buffers });
    const named: Record<string, ModelTensor> = {};
    for (const [index, { name, type }] of this.outputs.entries()) {
      named[name] = { type, data: data[index]!, dims: dims[index]! };
    }
    return named;
  }

  dispose(): Promise<void> {
    return this.#open.dispose();
  }

  #itemOf(inputs: Readonly<Record<string, ModelTensor>>, allowNaN: boolean): PortTensors {
    const data: ModelTensor["data"][] = [];
    const dims: (readonly number[])[] = [];
    for (const port of this.#ports) {
      if (!Object.hasOwn(inputs, port.name)) throw this.#wrongInput(port.name, "is missing");
      const tensor = inputs[port.name]!;
      checkTensor(port.field, tensor, port, allowNaN);
      data.push(ownData(tensor.type, tensor.data));
      dims.push([...tensor.dims]);
    }
    const unknown = Object.keys(inputs).find((name) => !this.#ports.some((port) => port.name === name));
    if (unknown !== undefined) throw this.#wrongInput(unknown, "is no input of this model");
    return { data, dims };
  }

  #wrongInput(name: string, why: string) {
    const field = `inputs.${name}`;
    const names = this.#ports.map((port) => port.name).join(", ");
    return inferenceError({ code: "inference/invalid_request", field }, `${field} ${why}.`, {
      remedy: `Give exactly these inputs: ${names}.`,
    });
  }
}

const toTensorInfo = ({ name, type, shape, batched }: PortInfo): TensorInfo => ({
  name,
  type,
  dims: batched ? [null, ...shape.slice(1)] : shape,
});
