import type { AnyType, PrimitiveName } from "../scale/index.js";

const PRIMITIVES: Partial<Record<PrimitiveName, string>> = { str: "String" };

/**
 * What a type is called where a field of it is declared: `u16`, `Vec<AccountId32>`, `Option<u64>`. Python's decoder
 * refuses calls whose arguments have no such name.
 */
export function typeName({ definition: { path, params, shape } }: AnyType): string {
  const own = path.at(-1);
  if (own !== undefined) {
    const inner = params.flatMap(({ type }) => (type ? [type] : []));
    return path.length === 1 && inner.length > 0 ? `${own}<${inner.map(typeName).join(", ")}>` : own;
  }
  switch (shape.kind) {
    case "primitive":
      return PRIMITIVES[shape.name] ?? shape.name;
    case "sequence":
      return `Vec<${typeName(shape.item)}>`;
    case "array":
      return `[${typeName(shape.item)}; ${shape.length}]`;
    case "compact":
      return `Compact<${typeName(shape.item)}>`;
    case "tuple":
      return `(${shape.items.map(typeName).join(", ")})`;
    default:
      return "Unnamed";
  }
}
