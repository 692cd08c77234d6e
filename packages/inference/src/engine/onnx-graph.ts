import protobuf from "protobufjs/minimal.js";

const { Reader, Writer } = protobuf;
const LENGTH_DELIMITED = 2;

/** Field numbers of onnx.proto, which never change. */
const model = { graph: 7 } as const;
const graph = { node: 1, output: 12 } as const;
const node = { input: 1, output: 2, kind: 4, attribute: 5 } as const;
const attribute = { name: 1, integer: 3 } as const;
const value = { name: 1 } as const;

export interface GraphNode {
  readonly kind: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes that are whole numbers. */
  readonly integers: ReadonlyMap<string, number>;
}

type FieldReader = (field: number, reader: protobuf.Reader) => boolean;

/** Gives each field to `read`, which says whether it has taken it. */
function readFields(reader: protobuf.Reader, end: number, read: FieldReader): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (!read(tag >>> 3, reader)) reader.skipType(tag & 7);
  }
}

const readMessage = (reader: protobuf.Reader, read: FieldReader) =>
  readFields(reader, reader.uint32() + reader.pos, read);

function readNode(reader: protobuf.Reader): GraphNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const integers = new Map<string, number>();
  let kind = "";
  readMessage(reader, (field) => {
    if (field === node.input) inputs.push(reader.string());
    else if (field === node.output) outputs.push(reader.string());
    else if (field === node.kind) kind = reader.string();
    else if (field === node.attribute) readAttribute(reader, integers);
    else return false;
    return true;
  });
  return { kind, inputs, outputs, integers };
}

function readAttribute(reader: protobuf.Reader, integers: Map<string, number>): void {
  let name = "";
  let number: number | undefined;
  readMessage(reader, (field) => {
    if (field === attribute.name) name = reader.string();
    else if (field === attribute.integer) number = Number(reader.int64());
    else return false;
    return true;
  });
  if (number !== undefined) integers.set(name, number);
}

/** The nodes of a serialized ONNX model's main graph. Weights are passed over. @throws if the bytes are not protobuf. */
export function readNodes(bytes: Uint8Array): GraphNode[] {
  const nodes: GraphNode[] = [];
  const reader = Reader.create(bytes);
  readFields(reader, reader.len, (field) => {
    if (field !== model.graph) return false;
    readMessage(reader, (part) => {
      if (part !== graph.node) return false;
      nodes.push(readNode(reader));
      return true;
    });
    return true;
  });
  return nodes;
}

/**
 * A model that gives out some of its inner values as well; the runtime finds their types. Nothing of the model is rewritten: two
 * parts of one protobuf message, written one after the other, count as one message.
 */
export function withOutputs(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  const writer = Writer.create()
    .uint32((model.graph << 3) | LENGTH_DELIMITED)
    .fork();
  for (const name of names) {
    writer.uint32((graph.output << 3) | LENGTH_DELIMITED).fork();
    writer
      .uint32((value.name << 3) | LENGTH_DELIMITED)
      .string(name)
      .ldelim();
  }
  return Buffer.concat([bytes, writer.ldelim().finish()]);
}
