import { libraryName } from "./names.js";
import { decodeBytes, type Extrinsic, type Runtime } from "./runtime.js";

/** A call, plain: see `PlainTypes`. */
export interface PlainCall {
  /** `SubtensorModule.add_stake`. */
  readonly call: string;
  /** By names in camel case. */
  readonly args: Readonly<Record<string, unknown>>;
}

export function decodeCall(runtime: Runtime, { method }: Pick<Extrinsic, "method">): PlainCall {
  const args = Array.from(method.meta.fields, (field, index) => [
    libraryName(field.name.unwrapOr(`param${index}`).toString()),
    decodeBytes("an argument", runtime.types.decoderOf(field.type.toNumber()), method.args[index]!.toU8a()),
  ]);
  return {
    call: `${runtime.palletName(method.callIndex[0] ?? -1)}.${method.meta.name.toString()}`,
    args: Object.fromEntries(args),
  };
}

interface Variant {
  readonly type: string;
  readonly value: unknown;
}

/** A call inside a call, as its arguments hold it. */
export function innerCall(value: unknown): PlainCall {
  const pallet = value as Variant;
  const { type, value: args } = pallet.value as Variant;
  return { call: `${pallet.type}.${type}`, args: (args ?? {}) as Record<string, unknown> };
}
