import { toHex } from "@taostack/primitives";
import type { CallSpec } from "../registry/index.js";
import type { Runtime, RuntimeCall } from "../runtime/runtime.js";

/** A call whose inner calls are resolved: specs or encodings. */
export type ResolvedCall = CallSpec | Uint8Array;

/** @throws as `Runtime.callNamed` and `Runtime.callFromHex`. */
export function encodeCall(runtime: Runtime, resolved: ResolvedCall): RuntimeCall {
  if (resolved instanceof Uint8Array) return runtime.callFromHex(toHex(resolved));
  const [pallet = "", name = ""] = resolved.call.split(".");
  const args = Object.entries(resolved.args).map(([key, value]) => [key, withInnerCalls(runtime, value)]);
  return runtime.callNamed(pallet, name, Object.fromEntries(args));
}

/** Calls among the arguments are given encoded. */
function withInnerCalls(runtime: Runtime, value: unknown): unknown {
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withInnerCalls(runtime, item));
  if (isCallSpec(value)) return encodeCall(runtime, value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withInnerCalls(runtime, item)]));
}

export const isCallSpec = (value: object): value is CallSpec =>
  "call" in value && typeof value.call === "string" && "args" in value;
