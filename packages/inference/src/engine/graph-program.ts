import { type InferenceSession, Tensor } from "onnxruntime-node";
import { copyInto, isTensorType, ownData, sizeOf, type TensorData, type TensorType, zeros } from "../tensor.js";
import { Batcher } from "./batcher.js";
import { toFloat32 } from "./half-float.js";
import type { EngineFacts, GraphEngineOptions, PlainTensor, PlainTensors, PortInfo } from "./messages.js";
import type { Program } from "./program.js";
import { createSession, FATAL } from "./session.js";

/** Any graph: named tensors in, named tensors out, several items in one run where the graph's first dimension is free. */
export async function loadGraphProgram(options: GraphEngineOptions): Promise<Program<EngineFacts["graph"]>> {
  const session = await createSession(options.modelPath, options.session);
  const facts = readPorts(session, options.batch);
  const batches = [...facts.inputs, ...facts.outputs].every(({ batched, shape }) => batched && shape[0] !== 1);
  const { maxBatch, maxBatchDelayMs } = options;
  const batcher = new Batcher<PlainTensors, PlainTensors>(
    batches ? { maxBatch, maxBatchDelayMs } : { maxBatch: 1, maxBatchDelayMs: 0 },
    (items) => runItems(session, facts, items),
  );
  await warmUp(session, facts, options.warmUp);
  return {
    facts,
    handlers: {
      run: async (input, { signal }) => {
        const key = batches ? facts.inputs.map(({ name }) => input[name]!.dims.join()).join(";") : "";
        const result = await batcher.add(input, key, signal);
        const buffers = new Set(Object.values(result).map(({ data }) => data.buffer as ArrayBuffer));
        return { result, transfer: [...buffers] };
      },
    },
    release: () => session.release(),
  };
}

function readPorts(session: InferenceSession, batch: GraphEngineOptions["batch"]): EngineFacts["graph"] {
  const inputs = session.inputMetadata.map((port) => readPort(port, false));
  const outputs = session.outputMetadata.map((port) => readPort(port, true));
  if (batch !== "auto") {
    const mark = (port: PortInfo) => ({ ...port, batched: batch && port.shape.length > 0 });
    return { inputs: inputs.map(mark), outputs: outputs.map(mark) };
  }
  // A free first dimension counts items only if it is the same one everywhere; a fixed 1 is a batch of one.
  const first = inputs.find(({ shape }) => typeof shape[0] === "string")?.shape[0];
  const mark = (port: PortInfo) => ({ ...port, batched: port.shape[0] === 1 || port.shape[0] === (first ?? 1) });
  return { inputs: inputs.map(mark), outputs: outputs.map(mark) };
}

function readPort(port: InferenceSession.ValueMetadata, isOutput: boolean): PortInfo {
  if (!port.isTensor) throw new Error(`"${port.name}" is not a tensor`);
  const type = isOutput && port.type === "float16" ? "float32" : port.type;
  if (!isTensorType(type)) throw new Error(`"${port.name}" has type ${port.type}, which is not supported`);
  return { name: port.name, type, shape: port.shape, batched: false };
}

async function runItems(
  session: InferenceSession,
  { inputs, outputs }: EngineFacts["graph"],
  items: readonly PlainTensors[],
): Promise<PlainTensors[]> {
  const feeds = Object.fromEntries(
    inputs.map((port) => [
      port.name,
      join(
        port,
        items.map((item) => item[port.name]!),
      ),
    ]),
  );
  const results = await session.run(feeds, { logSeverityLevel: FATAL });
  const parts = outputs.map((port) => [port.name, split(port, results[port.name] as Tensor, items.length)] as const);
  return items.map((_, index) => Object.fromEntries(parts.map(([name, split]) => [name, split[index]!])));
}

function join(port: PortInfo, items: readonly PlainTensor[]): Tensor {
  const { data, dims } = items[0]!;
  const shape = port.batched ? [items.length, ...dims] : [...dims];
  if (items.length === 1) return new Tensor(port.type, data, shape);
  const joined = zeros(port.type, items.length * data.length);
  for (const [index, item] of items.entries()) copyInto(joined, item.data, index * data.length);
  return new Tensor(port.type, joined, shape);
}

/** Each item's part travels alone: it is a copy, unless the item was alone and takes the runtime's buffer with it. */
function split({ name, type, batched }: PortInfo, tensor: Tensor, count: number): PlainTensor[] {
  if (batched && tensor.dims[0] !== count) {
    throw new Error(`"${name}" has ${tensor.dims[0]} rows for ${count} items; set "batch" to false in manifest.json`);
  }
  const dims = batched ? tensor.dims.slice(1) : [...tensor.dims];
  const size = sizeOf(dims);
  const data = (tensor.type === "float16" ? toFloat32(tensor.data) : tensor.data) as TensorData;
  if (count === 1) return [{ type, data: ownData(type, data), dims }];
  return Array.from({ length: count }, (_, index) => {
    const part = zeros(type, size);
    copyInto(part, data.subarray(index * size, (index + 1) * size), 0);
    return { type, data: part, dims };
  });
}

/** What is wrong with a graph shows when it is loaded. Needs a size for each free dimension; without, it is left out. */
async function warmUp(
  session: InferenceSession,
  facts: EngineFacts["graph"],
  given: GraphEngineOptions["warmUp"],
): Promise<void> {
  const dimsOf = ({ name, shape, batched }: PortInfo) => given[name] ?? (batched ? shape.slice(1) : shape);
  const isFixed = (dims: readonly (number | string)[]): dims is readonly number[] =>
    dims.every((dim) => typeof dim === "number");
  const item: Record<string, PlainTensor> = {};
  for (const port of facts.inputs) {
    const dims = dimsOf(port);
    if (!isFixed(dims)) return;
    item[port.name] = { type: port.type satisfies TensorType, data: zeros(port.type, sizeOf(dims)), dims };
  }
  await runItems(session, facts, [item]);
}
