import type { Fields, Type } from "@taostack/chain/operations";

/** The unit of each amount in a value, by where it stands: `""` for the value itself, `amount`, `[].stake`. */
export type Units = Readonly<Record<string, AmountUnit>>;

type AmountUnit = Extract<Type, { kind: "amount" }>["unit"];

/** What a JSON Schema does not say of amounts. */
export function unitsOf(type: Type, place = ""): Units {
  switch (type.kind) {
    case "amount":
      return { [place]: type.unit };
    case "list":
      return unitsOf(type.of, `${place}[]`);
    case "maybe":
      return unitsOf(type.of, place);
    case "struct":
      return unitsOfFields(type.fields, place);
    default:
      return {};
  }
}

export const unitsOfFields = (fields: Fields, place = ""): Units =>
  Object.assign(
    {},
    ...Object.entries(fields).map(([name, { type }]) => unitsOf(type, place === "" ? name : `${place}.${name}`)),
  );
