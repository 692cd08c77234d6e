import { scaleError } from "./errors.js";
import { type FieldTypes, type FieldValues, type NamedTypeOptions, namedFields } from "./struct.js";
import { type AnyType, ScaleType, type ValueOf, type VariantDefinition } from "./type.js";

/** What a variant carries: nothing, one value, several by position, or several by name. */
export type VariantFields = undefined | AnyType | readonly AnyType[] | FieldTypes;

export interface Variant<F extends VariantFields> {
  readonly index: number;
  readonly fields: F;
  readonly docs: readonly string[];
}

/** A variant with its index. `variant(3)`, `variant(0, accountId)`, `variant(1, [u16, u16])` or `variant(2, { who: accountId })`. */
export function variant(index: number, fields?: undefined, docs?: readonly string[]): Variant<undefined>;
export function variant<F extends AnyType>(index: number, field: F, docs?: readonly string[]): Variant<F>;
export function variant<const F extends readonly AnyType[]>(
  index: number,
  fields: F,
  docs?: readonly string[],
): Variant<F>;
export function variant<const F extends FieldTypes>(index: number, fields: F, docs?: readonly string[]): Variant<F>;
export function variant(index: number, fields?: VariantFields, docs: readonly string[] = []): Variant<VariantFields> {
  return { index, fields, docs };
}

export type VariantValue<F extends VariantFields> = F extends undefined
  ? undefined
  : F extends AnyType
    ? ValueOf<F>
    : F extends readonly AnyType[]
      ? { -readonly [K in keyof F]: ValueOf<F[K]> }
      : F extends FieldTypes
        ? FieldValues<F>
        : never;

export type Variants = Readonly<Record<string, Variant<VariantFields>>>;

/** `{ type: "Id", value: "0x…" }`; variants without fields have no `value`. */
export type EnumValue<V extends Variants> = {
  [K in keyof V & string]: V[K]["fields"] extends undefined
    ? { type: K; value?: undefined }
    : { type: K; value: VariantValue<V[K]["fields"]> };
}[keyof V & string];

interface FieldsCodec {
  read(input: Parameters<AnyType["codec"]["read"]>[0]): unknown;
  write(out: Parameters<AnyType["codec"]["write"]>[0], value: unknown): void;
}

const isPositional = (fields: VariantFields): fields is readonly AnyType[] => Array.isArray(fields);

export function fieldsCodec(fields: VariantFields): FieldsCodec {
  if (fields === undefined) return { read: () => undefined, write: () => undefined };
  if (fields instanceof ScaleType) return fields.codec;
  const entries = Object.entries(fields as FieldTypes);
  const empty = isPositional(fields) ? () => [] : () => ({});
  return {
    read: (input) => {
      const value = empty() as Record<string, unknown>;
      for (const [key, type] of entries) value[key] = type.codec.read(input);
      return value;
    },
    write: (out, value) => {
      for (const [key, type] of entries) type.codec.write(out, (value as Record<string, unknown>)[key]);
    },
  };
}

export function variantDefinition(name: string, { index, fields, docs }: Variant<VariantFields>): VariantDefinition {
  if (fields === undefined) return { name, index, fields: [], docs };
  if (fields instanceof ScaleType) return { name, index, fields: [{ type: fields }], docs };
  if (isPositional(fields)) return { name, index, fields: fields.map((type) => ({ type })), docs };
  return { name, index, fields: namedFields(fields as FieldTypes), docs };
}

/** An enum with explicit indices. `path` is its registry path. */
export function enumeration<const V extends Variants>(
  path: string,
  variants: V,
  { docs = [], params = [] }: NamedTypeOptions = {},
): ScaleType<EnumValue<V>> {
  const byName = new Map(
    Object.entries(variants).map(([name, { index, fields }]) => [name, { index, codec: fieldsCodec(fields) }]),
  );
  const byIndex = new Map([...byName].map(([type, { index, codec }]) => [index, { type, codec }]));
  return new ScaleType<EnumValue<V>>(
    {
      read: (input) => {
        const index = input.u8();
        const found = byIndex.get(index);
        if (!found) throw scaleError("localnet/scale_invalid", `${path} has no variant ${index}`);
        const value = found.codec.read(input);
        return (value === undefined ? { type: found.type } : { type: found.type, value }) as EnumValue<V>;
      },
      write: (out, { type, value }) => {
        const found = byName.get(type);
        if (!found) throw scaleError("localnet/scale_invalid", `${path} has no variant "${type}"`);
        out.u8(found.index);
        found.codec.write(out, value);
      },
      minBytes: 1,
    },
    () => ({
      path: path.split("::"),
      params,
      shape: {
        kind: "variant",
        variants: Object.entries(variants)
          .map(([name, entry]) => variantDefinition(name, entry))
          .sort((a, b) => a.index - b.index),
      },
      docs,
      identity: "object",
    }),
  );
}
