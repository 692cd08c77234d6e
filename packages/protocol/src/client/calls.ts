import { type Client, status as GrpcStatus, type ServiceError, type StatusObject } from "@grpc/grpc-js";
import { isProtocolError, protocolError } from "../errors.js";
import type { MethodDescriptor } from "../service.js";
import { digestOf, messageTag, sameTag } from "../session/tags.js";
import { callMetadata } from "../wire/call-header.js";
import { splitSeal } from "../wire/seal.js";
import { endIsAuthentic } from "../wire/trailers.js";
import { callError } from "./call-errors.js";
import type { ClientSession } from "./session.js";
import type { SessionKeeper } from "./session-keeper.js";

/** A call as it is about to be made. */
export interface OutgoingCall {
  readonly connection: Client;
  readonly sessions: SessionKeeper;
  readonly method: MethodDescriptor;
  readonly body: Buffer;
  readonly deadlineMs: number;
  /** Its reason is the error to throw. */
  readonly signal: AbortSignal;
}

export async function callUnary(call: OutgoingCall): Promise<unknown> {
  const session = await call.sessions.session(call.deadlineMs, call.signal);
  try {
    return await attemptUnary(call, session);
  } catch (error) {
    return attemptUnary(call, await sessionAfter(error, call, session));
  }
}

export async function* callStream(call: OutgoingCall): AsyncGenerator<unknown, void, undefined> {
  const session = await call.sessions.session(call.deadlineMs, call.signal);
  try {
    yield* attemptStream(call, session);
  } catch (error) {
    yield* attemptStream(call, await sessionAfter(error, call, session));
  }
}

/**
 * A peer that has restarted, or has made room, does not know the session; it says so before it begins the call, so that making the
 * call again in a new session does not make it twice. Any other failure is thrown on.
 */
async function sessionAfter(error: unknown, call: OutgoingCall, lost: ClientSession): Promise<ClientSession> {
  if (!isProtocolError(error, "protocol/unauthenticated") || error.data.reason !== "unknown_session") throw error;
  call.sessions.drop(lost);
  return call.sessions.session(call.deadlineMs, call.signal);
}

function attemptUnary(call: OutgoingCall, session: ClientSession): Promise<unknown> {
  const { connection, method, body, signal } = call;
  const { counter, metadata, options } = prepare(call, session);
  return new Promise((resolve, reject) => {
    const onReply = (error: ServiceError | null, sealed?: Buffer) => {
      signal.removeEventListener("abort", onAbort);
      if (error) return reject(callError(error, { session, counter, received: 0, signal }));
      try {
        resolve(openReply(method, session, counter, 0, sealed!));
      } catch (refused) {
        reject(refused);
      }
    };
    const request = connection.makeUnaryRequest(method.path, identity, identity, body, metadata, options, onReply);
    const onAbort = () => request.cancel();
    signal.addEventListener("abort", onAbort);
  });
}

async function* attemptStream(call: OutgoingCall, session: ClientSession): AsyncGenerator<unknown, void, undefined> {
  const { connection, method, body, signal } = call;
  const { counter, metadata, options } = prepare(call, session);
  const stream = connection.makeServerStreamRequest(method.path, identity, identity, body, metadata, options);
  let end: StatusObject | undefined;
  stream.on("status", (status: StatusObject) => {
    end = status;
  });
  const onAbort = () => stream.cancel();
  signal.addEventListener("abort", onAbort);
  let received = 0;
  try {
    for await (const sealed of stream as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      const reply = openReply(method, session, counter, received, sealed);
      received++;
      yield reply;
    }
  } catch (error) {
    throw callError(error, { session, counter, received, signal });
  } finally {
    signal.removeEventListener("abort", onAbort);
    stream.cancel();
  }
  checkEnd(session, counter, received, end);
}

function prepare({ method, body, deadlineMs }: OutgoingCall, session: ClientSession) {
  session.checkSize(body);
  const timeoutMs = Math.ceil(deadlineMs - Date.now());
  if (timeoutMs <= 0) throw protocolError("protocol/deadline_exceeded", "The call's time was up before it began.");
  const counter = session.nextCounter();
  const header = { sessionId: session.id, counter, timeoutMs, digest: digestOf(body) };
  return {
    counter,
    metadata: callMetadata(header, method.path, session.keys.toServer),
    options: { deadline: deadlineMs },
  };
}

/** @throws `protocol/data_loss` (`tampered`) unless the peer sealed these bytes as reply `index` of this very call. */
function openReply(
  method: MethodDescriptor,
  { keys }: ClientSession,
  counter: number,
  index: number,
  sealed: Buffer,
): unknown {
  const parts = splitSeal(sealed);
  if (parts && sameTag(parts.tag, messageTag(keys.toClient, counter, index, parts.payload))) {
    return method.response.decode(parts.payload);
  }
  throw protocolError("protocol/data_loss", "A reply is not the one that the neuron sent.", { reason: "tampered" });
}

/** @throws `protocol/data_loss` (`truncated`) unless the peer vouches that this was the end, after so many replies. */
function checkEnd({ keys }: ClientSession, counter: number, received: number, end: StatusObject | undefined): void {
  const ok = { code: GrpcStatus.OK, details: "", reason: undefined };
  if (endIsAuthentic(keys.toClient, counter, received, ok, end?.metadata)) return;
  throw protocolError("protocol/data_loss", "The stream ended, but not by the neuron's word.", { reason: "truncated" });
}

const identity = (bytes: Buffer): Buffer => bytes;
