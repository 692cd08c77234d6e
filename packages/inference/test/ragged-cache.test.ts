import fc from "fast-check";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { readNodes, withOutputs } from "../src/engine/onnx-graph.js";
import { type ColumnPort, RaggedCache } from "../src/engine/ragged-cache.js";
import { classifierGraph } from "./support/graph-model.js";
import { encodeModel } from "./support/onnx-writer.js";

const port = (name: string, type: ColumnPort["type"], heads: number, size: number): ColumnPort => ({
  input: `past_key_values.${name}`,
  present: `present.${name}`,
  column: name,
  type,
  heads,
  size,
});
const ports = [port("0.key", "float32", 2, 3), port("0.value", "float16", 1, 2)];

/** A number that says where it belongs, small enough for half precision's bits. */
const mark = (sequence: number, head: number, token: number, index: number) =>
  1 + sequence * 997 + head * 331 + token * 7 + index;

/** What a run gives for `count` further tokens of the sequences whose names and lengths are given. */
const outputsOf = (rows: readonly { name: number; length: number }[], count: number) =>
  Object.fromEntries(
    ports.map(({ column, type, heads, size }) => {
      const numbers = rows.flatMap(({ name, length }) =>
        Array.from({ length: heads * count * size }, (_, at) => {
          const [head, token, index] = [Math.floor(at / (count * size)), Math.floor(at / size) % count, at % size];
          return mark(name, head, length + token, index);
        }),
      );
      const data = type === "float16" ? Uint16Array.from(numbers) : Float32Array.from(numbers);
      return [column, new Tensor(type, data, [rows.length, heads, count, size])];
    }),
  );

const bits = ({ data }: Tensor) => {
  const { buffer, byteOffset, length } = data as Float32Array;
  return data instanceof Float32Array ? data : new Uint16Array(buffer, byteOffset, length);
};

function expectHolds(cache: RaggedCache, rows: readonly { name: number; length: number }[]): void {
  expect(cache.lengths).toEqual(rows.map(({ length }) => length));
  const tensors = cache.tensors();
  for (const { input, heads, size } of ports) {
    const tensor = tensors[input]!;
    expect(tensor.dims).toEqual([rows.length, heads, cache.width, size]);
    const data = bits(tensor);
    for (const [row, { name, length }] of rows.entries()) {
      for (let at = 0; at < heads * length * size; at++) {
        const [head, token, index] = [Math.floor(at / (length * size)), Math.floor(at / size) % length, at % size];
        const value = data[((row * heads + head) * cache.width + token) * size + index];
        if (value !== mark(name, head, token, index)) expect({ row, head, token, index, value }).toBe("its own");
      }
    }
  }
}

describe("RaggedCache", () => {
  it("holds what each sequence was given, whatever joins, grows and leaves", () => {
    const step = fc.oneof(
      fc.record({ act: fc.constant("join" as const), length: fc.integer({ min: 1, max: 70 }) }),
      fc.record({ act: fc.constant("grow" as const), count: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ act: fc.constant("drop" as const), row: fc.nat(9) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const cache = new RaggedCache(ports, 0);
        const rows: { name: number; length: number }[] = [];
        let name = 0;
        for (const { act, ...how } of steps) {
          if (act === "join") {
            const row = { name: name++, length: (how as { length: number }).length };
            const alone = new RaggedCache(ports, 1);
            alone.append(outputsOf([{ ...row, length: 0 }], row.length), row.length);
            cache.join(alone);
            rows.push(row);
          } else if (act === "grow" && rows.length > 0) {
            const { count } = how as { count: number };
            cache.append(outputsOf(rows, count), count);
            for (const row of rows) row.length += count;
          } else if (act === "drop" && rows.length > 0) {
            const row = (how as { row: number }).row % rows.length;
            cache.drop(row);
            const last = rows.pop()!;
            if (row < rows.length) rows[row] = last;
          }
          expect(cache.width - Math.max(0, ...rows.map(({ length }) => length))).toBeLessThan(16);
          expectHolds(cache, rows);
        }
        for (const [row, { name: own, length }] of rows.entries()) {
          const part = Math.ceil(length / 2);
          expectHolds(cache.copyOf(row, part), [{ name: own, length: part }]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("withOutputs", () => {
  it("lets a graph give out its inner values, found by its nodes", async () => {
    const bytes = encodeModel(classifierGraph(8, 2));
    const nodes = readNodes(bytes);
    expect(nodes.map(({ kind }) => kind)).toEqual(["MatMul", "Tanh", "MatMul", "Softmax"]);
    expect(nodes[1]).toMatchObject({ inputs: ["inner"], outputs: ["bent"] });
    expect(nodes[3]!.integers.get("axis")).toBe(-1);
    const session = await InferenceSession.create(withOutputs(bytes, ["inner", "bent"]));
    expect(session.outputNames).toEqual(["shares", "inner", "bent"]);
    const { inner, bent } = await session.run({ x: new Tensor("float32", new Float32Array(8).fill(0.25), [1, 8]) });
    for (const [index, value] of (inner!.data as Float32Array).entries()) {
      expect((bent!.data as Float32Array)[index]).toBeCloseTo(Math.tanh(value), 6);
    }
    await session.release();
    expect(() => readNodes(bytes.subarray(0, bytes.length - 9))).toThrow(RangeError);
  });
});
