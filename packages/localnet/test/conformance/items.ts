import { type Metadata, renderType } from "../support/render-type.js";

/** Types that reach into all pallets differ wherever pallets do; their parts are compared where they are declared. */
const typeOf = ({ lookup }: Metadata, id: number): string => renderType(lookup, id);

function variantsOf(metadata: Metadata, entry: { readonly type: number } | undefined): [string, string][] {
  const def = entry && metadata.lookup[entry.type]?.def;
  if (def?.tag !== "variant") return [];
  return def.value.map(({ name, index, fields }) => {
    const parts = fields.map((field) => `${field.name ?? ""}:${typeOf(metadata, field.type)}`);
    return [name, `${index} {${parts.join(",")}}`];
  });
}

type Pallet = Metadata["pallets"][number];

function storageOf(metadata: Metadata, { storage }: Pallet): [string, string][] {
  return (storage?.items ?? []).map(({ name, modifier, type, fallback }) => {
    if (type.tag === "plain") return [name, `${modifier} ${typeOf(metadata, type.value)} ${String(fallback)}`];
    const { hashers, key, value } = type.value;
    const keys = `${hashers.map(({ tag }) => tag).join()} ${typeOf(metadata, key)}`;
    return [name, `${modifier} ${keys} ${typeOf(metadata, value)} ${String(fallback)}`];
  });
}

function palletItems(metadata: Metadata, pallet: Pallet): [string, string][] {
  const under = (part: string, items: readonly [string, string][]): [string, string][] =>
    items.map(([name, text]) => [`${pallet.name}.${part}.${name}`, text]);
  return [
    [pallet.name, String(pallet.index)],
    ...under("calls", variantsOf(metadata, pallet.calls)),
    ...under("events", variantsOf(metadata, pallet.events)),
    ...under("errors", variantsOf(metadata, pallet.errors)),
    ...under("storage", storageOf(metadata, pallet)),
    ...under(
      "constants",
      pallet.constants.map(({ name, type, value }) => [name, `${typeOf(metadata, type)} ${String(value)}`]),
    ),
  ];
}

const apiItems = (metadata: Metadata): [string, string][] =>
  metadata.apis.flatMap(({ name, methods }) =>
    methods.map((method): [string, string] => {
      const inputs = method.inputs.map((input) => `${input.name}:${typeOf(metadata, input.type)}`);
      return [`${name}.${method.name}`, `(${inputs.join(",")}) ${typeOf(metadata, method.output)}`];
    }),
  );

/** Everything that metadata declares: where it stands, and a text that is equal where number, names, types, hashers and default are. */
export const itemsOf = (metadata: Metadata): ReadonlyMap<string, string> =>
  new Map([...metadata.pallets.flatMap((pallet) => palletItems(metadata, pallet)), ...apiItems(metadata)]);
