import type { Runtime } from "../../src/runtime/runtime.js";

/** Types that contain the whole runtime: their names have to do. */
const whole = /(RuntimeCall|RuntimeEvent|OriginCaller|RuntimeHoldReason)$/;

/** A type with all that it is made of, as text; its own names do not matter, those of its fields do. */
export function renderType({ types }: Runtime, id: number, seen: readonly number[] = []): string {
  if (seen.includes(id)) return "itself";
  const { def, path } = types.lookup.getSiType(id);
  const inner = (next: { toNumber(): number }): string =>
    renderType({ types } as Runtime, next.toNumber(), [...seen, id]);
  if (whole.test(path.map(String).join("::"))) return path.at(-1)!.toString();
  type Fields = typeof def.asComposite.fields;
  const fields = (all: Fields): string =>
    `{${all.map(({ name, type }) => `${name.isSome ? `${name.unwrap()}: ` : ""}${inner(type)}`).join(", ")}}`;
  if (def.isComposite) return fields(def.asComposite.fields);
  if (def.isVariant)
    return `(${def.asVariant.variants.map(({ name, index, fields: all }) => `${index}=${name}${all.length > 0 ? fields(all) : ""}`).join("|")})`;
  if (def.isSequence) return `[${inner(def.asSequence.type)}]`;
  if (def.isArray) return `[${inner(def.asArray.type)}; ${def.asArray.len}]`;
  if (def.isTuple) return `<${def.asTuple.map(inner).join(", ")}>`;
  if (def.isCompact) return `compact ${inner(def.asCompact.type)}`;
  if (def.isBitSequence) return "bits";
  return def.asPrimitive.type;
}

/** Every call, storage item, constant and runtime API with its shape, by kind and name. */
export function shapesOf(runtime: Runtime): Map<string, string> {
  const { pallets, apis } = runtime.parts.metadata;
  const { lookup } = runtime.types;
  const render = (id: { toNumber(): number }): string => renderType(runtime, id.toNumber());
  const shapes = new Map<string, string>();
  for (const { name, calls, storage, constants } of pallets) {
    const variants = calls.isSome ? lookup.getSiType(calls.unwrap().type.toNumber()).def.asVariant.variants : [];
    for (const { name: call, fields } of variants)
      shapes.set(
        `call ${name}.${call}`,
        fields.map(({ name: field, type }) => `${field.unwrap()}: ${render(type)}`).join(", "),
      );
    for (const { name: item, type, modifier } of storage.isSome ? storage.unwrap().items : []) {
      const shape = type.isPlain
        ? render(type.asPlain)
        : `${type.asMap.hashers.map(({ type: hasher }) => hasher).join()} ${render(type.asMap.key)} => ${render(type.asMap.value)}`;
      shapes.set(`storage ${name}.${item}`, `${modifier} ${shape}`);
    }
    for (const { name: constant, type } of constants) shapes.set(`constant ${name}.${constant}`, render(type));
  }
  for (const { name, methods } of apis) {
    for (const { name: method, inputs, output } of methods)
      shapes.set(
        `runtime API ${name}.${method}`,
        `${inputs.map(({ name: input, type }) => `${input}: ${render(type)}`).join(", ")} => ${render(output)}`,
      );
  }
  return shapes;
}
