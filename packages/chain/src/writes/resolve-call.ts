import type { ChainReader } from "../chain-reader.js";
import { type AnyOperation, type CallSpec, type CallValue, operationNamed } from "../registry/index.js";
import { isCallSpec, type ResolvedCall } from "./encode-call.js";
import { preparers } from "./preparers.js";

/** What preparing a call may need. */
export interface CallContext {
  readonly chain: ChainReader;
  /** ss58 of the account that makes the call: the signer, or whom a proxy or a multisig stands for. */
  readonly address: string;
}

/** The call of an operation, with all calls inside it. */
export async function resolveOperation(
  name: string,
  args: Readonly<Record<string, unknown>>,
  context: CallContext,
): Promise<ResolvedCall> {
  const operation: AnyOperation = operationNamed(name);
  if (operation.kind !== "write") throw new TypeError(`${name} does not write`);
  const prepare = preparers[name];
  if (operation.build === "prepared" && prepare === undefined) throw new TypeError(`${name} has no preparer`);
  const spec: CallSpec =
    operation.build === "prepared" ? await prepare!(args as never, context) : operation.build(args as never);
  return resolveSpec(spec, context);
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
  return isCallValue(value) ? resolveCall(value, context) : value;
}

/** @throws as preparing the operation does. */
export function resolveCall(value: CallValue, context: CallContext): Promise<ResolvedCall> | ResolvedCall {
  if (value instanceof Uint8Array) return value;
  return isCallSpec(value) ? resolveSpec(value, context) : resolveOperation(value.operation, value.arguments, context);
}

const isCallValue = (value: object): value is Exclude<CallValue, Uint8Array> =>
  isCallSpec(value) || ("operation" in value && "arguments" in value);
