import { type AnyType, type Definition, type FieldDefinition, ScaleType, type ValueOf } from "./type.js";

export type FieldTypes = Readonly<Record<string, AnyType>>;
export type FieldValues<F extends FieldTypes> = { -readonly [K in keyof F]: ValueOf<F[K]> };

export interface NamedTypeOptions {
  readonly docs?: readonly string[];
  readonly params?: Definition["params"];
}

/** The fields of a struct, a call or an event, as the registry lists them. */
export const namedFields = (fields: FieldTypes): FieldDefinition[] =>
  Object.entries(fields).map(([name, type]) => ({ name, type }));

/** A struct with named fields. `path` is its registry path, such as `frame_system::AccountInfo`. */
export function struct<const F extends FieldTypes>(
  path: string,
  fields: F,
  { docs = [], params = [] }: NamedTypeOptions = {},
): ScaleType<FieldValues<F>> {
  const entries = Object.entries(fields);
  return new ScaleType<FieldValues<F>>(
    {
      read: (input) => {
        const value: Record<string, unknown> = {};
        for (const [name, type] of entries) value[name] = type.codec.read(input);
        return value as FieldValues<F>;
      },
      write: (out, value) => {
        for (const [name, type] of entries) type.codec.write(out, value[name]);
      },
      minBytes: entries.reduce((sum, [, type]) => sum + (type.codec.minBytes ?? 0), 0),
    },
    () => ({
      path: path.split("::"),
      params,
      shape: { kind: "composite", fields: namedFields(fields) },
      docs,
      identity: "object",
    }),
  );
}

/**
 * A struct of one unnamed field, whose value is the field's: `newtype("sp_arithmetic::per_things::Percent", u8)`.
 * With `field`, the field has that name, as in `{ bits }`.
 */
export function newtype<T>(
  path: string,
  inner: ScaleType<T>,
  { field, docs = [], params = [] }: NamedTypeOptions & { readonly field?: string } = {},
): ScaleType<T> {
  const definition = (): Definition => ({
    path: path.split("::"),
    params,
    shape: { kind: "composite", fields: [field === undefined ? { type: inner } : { name: field, type: inner }] },
    docs,
    identity: "object",
  });
  return new ScaleType<T>(inner.codec, definition);
}
