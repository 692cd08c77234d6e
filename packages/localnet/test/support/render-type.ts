import type { UnifiedMetadata } from "@polkadot-api/substrate-bindings";

export type Metadata = UnifiedMetadata;
type Lookup = Metadata["lookup"];

/** A type as text, down to its leaves: two chains' types with the same text have the same bytes and names. */
export function renderType(lookup: Lookup, id: number, seen: readonly number[] = []): string {
  const entry = lookup[id];
  if (!entry) return `missing ${id}`;
  const name = entry.path.join("::");
  // The outer enums depend on which pallets a runtime has.
  if (seen.includes(id) || /::Runtime(Call|Event|HoldReason|FreezeReason)$|::OriginCaller$/.test(name)) return name;
  const inner = (type: number): string => renderType(lookup, type, [...seen, id]);
  return `${name}${renderDef(entry.def, inner)}`;
}

function renderDef(def: Lookup[number]["def"], inner: (id: number) => string): string {
  const fields = (list: readonly { name?: string | undefined; type: number }[]): string =>
    `{${list.map(({ name, type }) => `${name ?? ""}:${inner(type)}`).join(",")}}`;
  switch (def.tag) {
    case "primitive":
      return def.value.tag;
    case "compact":
      return `Compact<${inner(def.value)}>`;
    case "sequence":
      return `Vec<${inner(def.value)}>`;
    case "array":
      return `[${inner(def.value.type)};${def.value.len}]`;
    case "tuple":
      return `(${def.value.map(inner).join(",")})`;
    case "composite":
      return fields(def.value);
    case "variant":
      return `[${[...def.value]
        .sort((a, b) => a.index - b.index)
        .map((variant) => `${variant.index} ${variant.name}${fields(variant.fields)}`)
        .join(" ")}]`;
    default:
      return def.tag;
  }
}
