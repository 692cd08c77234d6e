import { fromHex } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import { type AnyOperation, type CallSpec, type CallValue, operationNamed } from "../registry/index.js";
import type { CallContext } from "./call-context.js";
import { encodeCall, isCallSpec, type ResolvedCall } from "./encode-call.js";
import { preparers } from "./preparers.js";

/** @param address - Whose call it is: the signer. */
export const createCallContext = (chain: ChainReader, address: string): CallContext => ({
  chain,
  address,
  encode: async (call, inner) => {
    const resolved = await resolveCall(call, createCallContext(chain, inner));
    return fromHex(encodeCall(chain.runtime, resolved).method.toHex());
  },
});

/** The call of an operation, with all calls inside it. */
export async function resolveOperation(
  name: string,
  args: Readonly<Record<string, unknown>>,
  context: CallContext,
): Promise<ResolvedCall> {
  const operation: AnyOperation = operationNamed(name);
  if (operation.kind !== "write") throw new TypeError(`${name} does not write`);
  const build = operation.build === "prepared" ? preparers[name] : operation.build;
  if (build === undefined) throw new TypeError(`${name} has no preparer`);
  return resolveSpec(await build(args as never, context), context);
}

/** @throws as preparing the operation does. */
export async function resolveCall(value: CallValue, context: CallContext): Promise<ResolvedCall> {
  if (value instanceof Uint8Array) return value;
  return isCallSpec(value) ? resolveSpec(value, context) : resolveOperation(value.operation, value.arguments, context);
}

async function resolveSpec(spec: CallSpec, context: CallContext): Promise<CallSpec> {
  const inner = actingFor(spec, context);
  const args = await Promise.all(
    Object.entries(spec.args).map(async ([key, value]) => [key, await resolveValue(value, inner)] as const),
  );
  return { call: spec.call, args: Object.fromEntries(args) };
}

/** Inside a proxy call, the account is the one that it acts for. */
const actingFor = ({ call, args }: CallSpec, context: CallContext): CallContext =>
  call.startsWith("Proxy.proxy") && typeof args.real === "string" ? { ...context, address: args.real } : context;

async function resolveValue(value: unknown, context: CallContext): Promise<unknown> {
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Promise.all(value.map((item) => resolveValue(item, context)));
  return isInnerCall(value) ? resolveCall(value, context) : value;
}

const isInnerCall = (value: object): value is Exclude<CallValue, Uint8Array> =>
  isCallSpec(value) || ("operation" in value && "arguments" in value);
