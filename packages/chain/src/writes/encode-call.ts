import { toHex } from "@taostack/primitives";
import type { CallSpec } from "../registry/index.js";
import type { Extrinsic, Runtime } from "../runtime/runtime.js";

/** A call whose inner calls are resolved: specs or encodings. */
export type ResolvedCall = CallSpec | Uint8Array;

/** @throws as `Runtime.callNamed` and `Runtime.callFromHex`. */
export function encodeCall(runtime: Runtime, resolved: ResolvedCall): Extrinsic {
  if (resolved instanceof Uint8Array) return runtime.callFromHex(toHex(resolved));
  const [pallet = "", name = ""] = resolved.call.split(".");
  const args = Object.entries(resolved.args).map(([key, value]) => [key, codecValue(runtime, value)]);
  return runtime.callNamed(pallet, name, Object.fromEntries(args));
}

/** The library takes bytes in hex: as they are, it would look for a length in front of them. */
function codecValue(runtime: Runtime, value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map((item) => codecValue(runtime, item));
  if (typeof value !== "object" || value === null) return value;
  if (isCallSpec(value)) return encodeCall(runtime, value).method.toHex();
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, codecValue(runtime, item)]));
}

export const isCallSpec = (value: object): value is CallSpec =>
  "call" in value && typeof value.call === "string" && "args" in value;
