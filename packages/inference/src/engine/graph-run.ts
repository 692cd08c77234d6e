import { type InferenceSession, Tensor } from "onnxruntime-node";
import { copyInto, ownData, sizeOf, type TensorData, zeros } from "../tensor.js";
import type { GraphPorts } from "./graph-ports.js";
import { toFloat32 } from "./half-float.js";
import type { PortInfo, PortTensors } from "./messages.js";
import { FATAL } from "./session.js";

const settings = { logSeverityLevel: FATAL } as const;

/** Runs a graph once for several items of equal dims. */
export async function runItems(
  session: InferenceSession,
  { inputs, outputs }: GraphPorts,
  items: readonly PortTensors[],
): Promise<PortTensors[]> {
  const feeds: Record<string, Tensor> = {};
  inputs.forEach((port, index) => {
    feeds[port.name] = joined(port, index, items);
  });
  const results = await session.run(feeds, settings);
  const parts = outputs.map((port) => split(port, results[port.name] as Tensor, items.length));
  const dims = parts.map((part) => part.dims);
  return items.map((_, item) => ({ data: parts.map(({ data }) => data[item]!), dims }));
}

function joined(port: PortInfo, index: number, items: readonly PortTensors[]): Tensor {
  const first = items[0]!;
  const [data, dims] = [first.data[index]!, first.dims[index]!];
  const shape = port.batched ? [items.length, ...dims] : [...dims];
  if (items.length === 1) return new Tensor(port.type, data, shape);
  const all = zeros(port.type, items.length * data.length);
  for (const [row, item] of items.entries()) copyInto(all, item.data[index]!, row * data.length);
  return new Tensor(port.type, all, shape);
}

/** Each item's part travels alone: it is a copy, unless the item was alone and takes the runtime's buffer with it. */
function split({ name, type, batched }: PortInfo, tensor: Tensor, count: number) {
  if (batched && tensor.dims[0] !== count) {
    throw new Error(`"${name}" has ${tensor.dims[0]} rows for ${count} items; set "batch" to false in manifest.json`);
  }
  const dims = tensor.dims.slice(batched ? 1 : 0);
  const all = (tensor.type === "float16" ? toFloat32(tensor.data) : tensor.data) as TensorData;
  if (count === 1) return { data: [ownData(type, all)], dims };
  const size = sizeOf(dims);
  const data = Array.from({ length: count }, (_, index) => {
    const part = zeros(type, size);
    copyInto(part, all.subarray(index * size, (index + 1) * size), 0);
    return part;
  });
  return { data, dims };
}
