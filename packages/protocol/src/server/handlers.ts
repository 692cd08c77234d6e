import { type handleServerStreamingCall, type handleUnaryCall, type ServerWritableStream, status } from "@grpc/grpc-js";
import { isCodedError, type Logger } from "@taostack/primitives";
import { isProtocolError, protocolError } from "../errors.js";
import type { AnyHandler, MethodDescriptor } from "../service.js";
import type { AdmittedCall } from "./admitted-call.js";
import type { Gate } from "./gate.js";

export interface HandlerModules {
  readonly gate: Gate;
  readonly maxResponseBytes: number;
  readonly logger: Logger;
}

/** A unary handler as the transport calls it: bytes in, sealed bytes out. */
export function serveUnary(
  method: MethodDescriptor,
  handler: AnyHandler,
  modules: HandlerModules,
): handleUnaryCall<Buffer, Buffer> {
  return (call, respond) => {
    const admitted = modules.gate.take(call.metadata);
    const answer = async () => {
      const request = openRequest(method, call.request, admitted);
      const response = await interruptible(admitted.signal)(handler(request, admitted.context) as Promise<unknown>);
      return sealResponse(method, response, admitted, modules);
    };
    answer()
      .then(
        (sealed) => respond(null, sealed),
        (error) => respond(failure(error, admitted, modules)),
      )
      .finally(() => admitted.settle());
  };
}

/** A streaming handler as the transport calls it. Its next message is asked for only when the caller has room for it. */
export function serveStream(
  method: MethodDescriptor,
  handler: AnyHandler,
  modules: HandlerModules,
): handleServerStreamingCall<Buffer, Buffer> {
  return (call) => {
    const admitted = modules.gate.take(call.metadata);
    const answer = async () => {
      const request = openRequest(method, call.request, admitted);
      const messages = handler(request, admitted.context) as AsyncIterable<unknown>;
      await pump(messages, call, admitted, (message) => sealResponse(method, message, admitted, modules));
    };
    answer()
      .then(
        () => call.end(admitted.okTrailers()),
        (error) => void call.emit("error", failure(error, admitted, modules)),
      )
      .finally(() => admitted.settle());
  };
}

async function pump(
  messages: AsyncIterable<unknown>,
  call: ServerWritableStream<Buffer, Buffer>,
  { signal }: AdmittedCall,
  seal: (message: unknown) => Buffer,
): Promise<void> {
  const iterator = messages[Symbol.asyncIterator]();
  const untilAborted = interruptible(signal);
  let ended = false;
  try {
    for (;;) {
      const next = await untilAborted(iterator.next());
      ended = next.done === true;
      if (next.done) return;
      if (!call.write(seal(next.value))) await untilAborted(drained(call));
    }
  } finally {
    // Not awaited: a handler that does not heed its signal would hold the call open.
    if (!ended) void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

const drained = (call: ServerWritableStream<Buffer, Buffer>): Promise<void> =>
  new Promise((resolve) => call.once("drain", resolve));

/**
 * Makes the function that waits for the call's work: it settles as the work does, or rejects with the signal's reason, whichever is
 * first. One listener serves the whole call, however many messages it has.
 */
function interruptible(signal: AbortSignal): <T>(work: Promise<T>) => Promise<T> {
  let interrupt: (reason: unknown) => void = () => undefined;
  signal.addEventListener("abort", () => interrupt(signal.reason));
  return (work) =>
    new Promise((resolve, reject) => {
      interrupt = reject;
      if (signal.aborted) reject(signal.reason);
      work.then(resolve, reject);
    });
}

function openRequest(method: MethodDescriptor, body: Buffer, admitted: AdmittedCall): unknown {
  admitted.checkRequest(body);
  return method.request.decode(body);
}

function sealResponse(
  method: MethodDescriptor,
  response: unknown,
  admitted: AdmittedCall,
  { maxResponseBytes }: HandlerModules,
): Buffer {
  const payload = encodeResponse(method, response);
  if (payload.length > maxResponseBytes) {
    throw protocolError("protocol/resource_exhausted", `The reply is longer than ${maxResponseBytes} bytes.`, {
      reason: "too_large",
    });
  }
  return admitted.seal(payload);
}

/** A reply that does not fit its own contract is the server's mistake, not the caller's. */
function encodeResponse(method: MethodDescriptor, response: unknown): Uint8Array {
  try {
    return method.response.encode(response);
  } catch (cause) {
    throw new Error(`the handler of ${method.path} returned what is not a ${method.response.name}`, { cause });
  }
}

function failure(error: unknown, admitted: AdmittedCall, { logger }: HandlerModules) {
  const told = admitted.signal.aborted && !isProtocolError(error) ? admitted.signal.reason : error;
  const failed = admitted.failure(told);
  if (failed.code === status.INTERNAL) {
    const code = isCodedError(told) ? told.code : undefined;
    logger.error("handler failed", { path: admitted.path, hotkey: admitted.peer.hotkey, code, error: told });
  }
  return failed;
}
