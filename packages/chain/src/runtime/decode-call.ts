import { libraryName } from "./names.js";
import { decodeBytes, type Runtime, type RuntimeCall } from "./runtime.js";

/** A call, plain: see `PlainTypes`. */
export interface PlainCall {
  /** `SubtensorModule.add_stake`. */
  readonly call: string;
  /** By names in camel case. */
  readonly args: Readonly<Record<string, unknown>>;
}

export function decodeCall(runtime: Runtime, call: RuntimeCall): PlainCall {
  const { name, args } = decodeBytes("a call", (reader) => runtime.readCall(reader), call);
  return { call: name, args: Object.fromEntries(args.map(([key, value]) => [libraryName(key), value])) };
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
