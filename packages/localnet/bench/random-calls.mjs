import { createSubtensorRuntime } from "../dist/runtime.js";
import { RecursiveType } from "../dist/scale/type.js";
import { createRandom } from "./fuzzing.mjs";

const MAX_DEPTH = 6;
const MAX_ITEMS = 4;
/** Whole numbers that rules are fond of; the rest is of any size. */
const EDGES = [0n, 1n, 2n, 360n, 65_535n, 1_000_000_000n, 2n ** 64n - 1n];

/** Makes encoded calls without end: any call of the runtime, with arguments of the right types. */
export function createCalls({ seed, accounts }) {
  const random = createRandom(seed);
  const upTo = (limit) => Math.floor(random() * limit);
  const pick = (items) => items[upTo(items.length)];
  const runtime = createSubtensorRuntime({ slotDurationMs: 12_000 });

  const integer = (bits) => {
    const value = random() < 0.7 ? pick(EDGES) : BigInt(upTo(2 ** 48)) * BigInt(1 + upTo(2 ** 16));
    return BigInt.asUintN(bits, value);
  };
  const bytesOf = (value, length) => Uint8Array.from({ length }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn));
  const compactOf = (value) => {
    if (value < 64n) return Uint8Array.of(Number(value) << 2);
    const length = Math.max(4, Math.ceil(value.toString(16).length / 2));
    return Uint8Array.of(((length - 4) << 2) | 3, ...bytesOf(value, length));
  };
  const sizeOf = (name) => (name === "bool" ? 1 : Number(name.slice(1)) / 8);
  const primitive = (name) => {
    if (name === "bool") return Uint8Array.of(upTo(2));
    if (name === "str") return Uint8Array.of(4, 97);
    return bytesOf(integer(8 * sizeOf(name)), sizeOf(name));
  };
  const join = (parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const fieldsOf = (fields, depth) => join(fields.map(({ type }) => encodedOf(type, depth)));

  function encodedOf(type, depth) {
    if (type instanceof RecursiveType) return depth >= MAX_DEPTH ? remark() : encodedOf(type.resolve(), depth + 1);
    const { shape, path } = type.definition;
    if (path.at(-1) === "AccountId32") return pick(accounts);
    switch (shape.kind) {
      case "primitive":
        return primitive(shape.name);
      case "compact": {
        const item = shape.item.definition.shape;
        return item.kind === "primitive" ? compactOf(integer(8 * sizeOf(item.name))) : new Uint8Array();
      }
      case "composite":
        return fieldsOf(shape.fields, depth + 1);
      case "tuple":
        return join(shape.items.map((item) => encodedOf(item, depth + 1)));
      case "array":
        return join(Array.from({ length: shape.length }, () => encodedOf(shape.item, depth + 1)));
      case "sequence": {
        const items = Array.from({ length: depth > MAX_DEPTH ? 0 : upTo(MAX_ITEMS) }, () =>
          encodedOf(shape.item, depth + 1),
        );
        return join([compactOf(BigInt(items.length)), ...items]);
      }
      case "variant": {
        const { index, fields } = pick(shape.variants);
        return join([[index], fieldsOf(fields, depth + 1)]);
      }
    }
  }

  const remark = () => Uint8Array.of(0, 0, 0);
  const pallets = runtime.pallets.filter(({ calls }) => Object.keys(calls ?? {}).length > 0);
  return () => {
    const pallet = pick(pallets);
    const { index, args } = pick(Object.values(pallet.calls));
    return join([[pallet.index, index], ...Object.values(args).map((type) => encodedOf(type, 0))]);
  };
}
