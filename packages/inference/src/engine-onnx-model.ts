import type { GraphEngine } from "./engine/graph-engine.js";
import type { GraphPorts } from "./engine/graph-ports.js";
import type { PortInfo, PortTensors } from "./engine/messages.js";
import { inferenceError, notHandedOver } from "./errors.js";
import type { OnnxModel, OnnxModelCard, RunOptions, TensorInfo } from "./onnx-model.js";
import { OpenEngine } from "./open-engine.js";
import { checkTensor, copyOf, type Expected, type ModelTensor, ownData, type TensorData } from "./tensor.js";

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
    const item = this.#itemOf(inputs, allowNaN, transfer);
    const onIdle = this.#open.tryAcquire() ?? (await this.#open.acquire(signal));
    const { data, dims } = await this.#open.engine.run(item, { signal, onIdle, transfer: buffersOf(item.data) });
    const named: Record<string, ModelTensor> = {};
    for (const [index, { name, type }] of this.outputs.entries()) {
      named[name] = { type, data: data[index]!, dims: dims[index]! };
    }
    return named;
  }

  dispose(): Promise<void> {
    return this.#open.dispose();
  }

  #itemOf(inputs: Readonly<Record<string, ModelTensor>>, allowNaN: boolean, transfer: boolean): PortTensors {
    const given: ModelTensor[] = [];
    for (const port of this.#ports) {
      if (!Object.hasOwn(inputs, port.name)) throw this.#wrongInput(port.name, "is missing");
      const tensor = inputs[port.name]!;
      checkTensor(port.field, tensor, port, allowNaN);
      given.push(tensor);
    }
    const unknown = Object.keys(inputs).find((name) => !this.#ports.some((port) => port.name === name));
    if (unknown !== undefined) throw this.#wrongInput(unknown, "is no input of this model");
    return { data: transfer ? handedOver(given) : copied(given), dims: given.map(({ dims }) => [...dims]) };
  }

  #wrongInput(name: string, why: string) {
    const field = `inputs.${name}`;
    const names = this.#ports.map((port) => port.name).join(", ");
    return inferenceError({ code: "inference/invalid_request", field }, `${field} ${why}.`, {
      remedy: `Give exactly these inputs: ${names}.`,
    });
  }
}

const buffersOf = (data: readonly TensorData[]): ArrayBuffer[] => [
  ...new Set(data.map(({ buffer }) => buffer as ArrayBuffer)),
];

/** One copy that is then handed over, where a message would make two. */
const copied = (tensors: readonly ModelTensor[]): TensorData[] => tensors.map(({ type, data }) => copyOf(type, data));

function handedOver(tensors: readonly ModelTensor[]): TensorData[] {
  const own = tensors.map(({ type, data }) => ownData(type, data));
  try {
    return structuredClone(own, { transfer: buffersOf(own) });
  } catch (cause) {
    throw notHandedOver(cause);
  }
}

const toTensorInfo = ({ name, type, shape, batched }: PortInfo): TensorInfo => ({
  name,
  type,
  dims: batched ? [null, ...shape.slice(1)] : shape,
});
