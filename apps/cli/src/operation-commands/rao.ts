import type { Descriptor, Field, Fields, Type } from "@taostack/chain/operations";

/**
 * The same shape with amounts as whole numbers of rao, or of units of alpha: what `--json` prints, as every command does. The registry's own
 * plain form has them in TAO.
 */
export function inRao(type: Type): Type {
  const shape: Descriptor = type;
  switch (shape.kind) {
    case "amount":
      return { kind: "big", bits: 64 };
    case "list":
    case "maybe":
      return { ...shape, of: inRao(shape.of) };
    case "struct":
      return { ...shape, fields: fieldsInRao(shape.fields) };
    default:
      return shape;
  }
}

const fieldsInRao = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, Field] => [name, { ...field, type: inRao(field.type) }]),
  );
