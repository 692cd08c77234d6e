import type { InferenceSession } from "onnxruntime-node";
import { isTensorType } from "../tensor.js";
import type { GraphEngineOptions, PortInfo } from "./messages.js";

export interface GraphPorts {
  readonly inputs: readonly PortInfo[];
  readonly outputs: readonly PortInfo[];
}

/** What a graph takes and gives, and which first dimensions count items. */
export function readPorts(session: InferenceSession, batch: GraphEngineOptions["batch"]): GraphPorts {
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
