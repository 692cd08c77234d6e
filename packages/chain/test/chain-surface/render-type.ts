import type { Field } from "../../src/runtime/metadata/metadata.js";
import type { Runtime } from "../../src/runtime/runtime.js";

/** Types that contain the whole runtime: their names have to do. */
const whole = /(RuntimeCall|RuntimeEvent|OriginCaller|RuntimeHoldReason)$/;

/** A type with all that it is made of, as text; its own names do not matter, those of its fields do. */
export function renderType(runtime: Runtime, id: number, seen: readonly number[] = []): string {
  if (seen.includes(id)) return "itself";
  const { def, path } = runtime.types.entry(id);
  const inner = (next: number): string => renderType(runtime, next, [...seen, id]);
  if (whole.test(path)) return path.split("::").at(-1)!;
  const fields = (all: readonly Field[]): string =>
    `{${all.map(({ name, type }) => `${name === undefined ? "" : `${name}: `}${inner(type)}`).join(", ")}}`;
  switch (def.kind) {
    case "composite":
      return fields(def.fields);
    case "variant":
      return `(${def.variants.map(({ name, index, fields: all }) => `${index}=${name}${all.length > 0 ? fields(all) : ""}`).join("|")})`;
    case "sequence":
      return `[${inner(def.of)}]`;
    case "array":
      return `[${inner(def.of)}; ${def.length}]`;
    case "tuple":
      return `<${def.of.map(inner).join(", ")}>`;
    case "compact":
      return `compact ${inner(def.of)}`;
    case "bits":
      return "bits";
    case "primitive":
      return def.name;
  }
}

/** Every call, storage item, constant and runtime API with its shape, by kind and name. */
export function shapesOf(runtime: Runtime): Map<string, string> {
  const { pallets, apis } = runtime.metadata;
  const render = (id: number): string => renderType(runtime, id);
  const shapes = new Map<string, string>();
  for (const { name, calls, storage, constants } of pallets) {
    for (const { name: call, fields } of calls === undefined ? [] : runtime.types.variantsOf(calls).values())
      shapes.set(`call ${name}.${call}`, fields.map(({ name: field, type }) => `${field}: ${render(type)}`).join(", "));
    for (const { name: item, hashers, key, value, optional } of storage) {
      const shape = key === undefined ? render(value) : `${hashers.join()} ${render(key)} => ${render(value)}`;
      shapes.set(`storage ${name}.${item}`, `${optional ? "Optional" : "Default"} ${shape}`);
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
