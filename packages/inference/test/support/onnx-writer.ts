import protobuf from "protobufjs";

/** The part of onnx.proto that small graphs need, by its field numbers. */
const root = protobuf.Root.fromJSON({
  nested: {
    Attribute: {
      fields: {
        name: { type: "string", id: 1 },
        f: { type: "float", id: 2 },
        i: { type: "int64", id: 3 },
        ints: { rule: "repeated", type: "int64", id: 8 },
        type: { type: "int32", id: 20 },
      },
    },
    Node: {
      fields: {
        input: { rule: "repeated", type: "string", id: 1 },
        output: { rule: "repeated", type: "string", id: 2 },
        op_type: { type: "string", id: 4 },
        attribute: { rule: "repeated", type: "Attribute", id: 5 },
      },
    },
    Tensor: {
      fields: {
        dims: { rule: "repeated", type: "int64", id: 1 },
        data_type: { type: "int32", id: 2 },
        name: { type: "string", id: 8 },
        raw_data: { type: "bytes", id: 9 },
      },
    },
    Dimension: { fields: { dim_value: { type: "int64", id: 1 }, dim_param: { type: "string", id: 2 } } },
    Shape: { fields: { dim: { rule: "repeated", type: "Dimension", id: 1 } } },
    TensorType: { fields: { elem_type: { type: "int32", id: 1 }, shape: { type: "Shape", id: 2 } } },
    Type: { fields: { tensor_type: { type: "TensorType", id: 1 } } },
    Value: { fields: { name: { type: "string", id: 1 }, type: { type: "Type", id: 2 } } },
    Graph: {
      fields: {
        node: { rule: "repeated", type: "Node", id: 1 },
        name: { type: "string", id: 2 },
        initializer: { rule: "repeated", type: "Tensor", id: 5 },
        input: { rule: "repeated", type: "Value", id: 11 },
        output: { rule: "repeated", type: "Value", id: 12 },
      },
    },
    Opset: { fields: { domain: { type: "string", id: 1 }, version: { type: "int64", id: 2 } } },
    Model: {
      fields: {
        ir_version: { type: "int64", id: 1 },
        graph: { type: "Graph", id: 7 },
        opset_import: { rule: "repeated", type: "Opset", id: 8 },
      },
    },
  },
});
root.resolveAll();

const FLOAT = 1;
const INT64 = 7;
const BOOL = 9;
export type ElementType = typeof FLOAT | typeof INT64 | typeof BOOL;
export const elementType = { float: FLOAT, int64: INT64, bool: BOOL } as const;

type Dimension = number | string;

export const value = (name: string, type: ElementType, dims: Dimension[]) => ({
  name,
  type: {
    tensor_type: {
      elem_type: type,
      shape: { dim: dims.map((dim) => (typeof dim === "number" ? { dim_value: dim } : { dim_param: dim })) },
    },
  },
});

export const floats = (name: string, dims: number[], data: Float32Array) => ({
  name,
  dims,
  data_type: FLOAT,
  raw_data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
});

export const integers = (name: string, dims: number[], data: number[]) => ({
  name,
  dims,
  data_type: INT64,
  raw_data: new Uint8Array(BigInt64Array.from(data, BigInt).buffer),
});

/** `attributes`: whole numbers, or lists of them. */
export const node = (
  type: string,
  input: string[],
  output: string,
  attributes: Record<string, number | number[]> = {},
) => ({
  op_type: type,
  input,
  output: [output],
  attribute: Object.entries(attributes).map(([name, given]) =>
    typeof given === "number" ? { name, i: given, type: 2 } : { name, ints: given, type: 7 },
  ),
});

export interface Graph {
  node: ReturnType<typeof node>[];
  initializer: ReturnType<typeof floats>[];
  input: ReturnType<typeof value>[];
  output: ReturnType<typeof value>[];
}

export function encodeModel(graph: Graph): Uint8Array {
  const model = root.lookupType("Model");
  const opset_import = [{ domain: "", version: 17 }];
  return model.encode(model.fromObject({ ir_version: 8, graph: { name: "toy", ...graph }, opset_import })).finish();
}
