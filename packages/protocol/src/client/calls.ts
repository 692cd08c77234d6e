import type { Client, ClientReadableStream, ServiceError, StatusObject } from "@grpc/grpc-js";
import { isProtocolError, protocolError } from "../errors.js";
import type { MethodDescriptor } from "../service.js";
import { digestOf } from "../session/tags.js";
import { callMetadata } from "../wire/call-header.js";
import { ReplyReader } from "./reply-reader.js";
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
  /** To be called when the call is over. */
  finish(): void;
}

export async function callUnary(call: OutgoingCall): Promise<unknown> {
  try {
    const session = await call.sessions.session(call.deadlineMs, call.signal);
    try {
      return await attemptUnary(call, session);
    } catch (error) {
      return await attemptUnary(call, await sessionAfter(error, call, session));
    }
  } finally {
    call.finish();
  }
}

/** One generator does it all: each more that a message passes through costs it several turns of the queue. */
export async function* callStream(begin: () => OutgoingCall): AsyncGenerator<unknown, void, undefined> {
  const call = begin();
  const { signal } = call;
  let stream: ClientReadableStream<Buffer> | undefined;
  const onAbort = () => stream?.cancel();
  signal.addEventListener("abort", onAbort);
  try {
    let session = await call.sessions.session(call.deadlineMs, signal);
    for (let attempt = 1; ; attempt++) {
      const reader = new ReplyReader(call.method, session, signal);
      let end: StatusObject | undefined;
      stream = startStream(call, session, reader.counter);
      stream.on("status", (status: StatusObject) => {
        end = status;
      });
      try {
        for await (const sealed of stream as AsyncIterable<Buffer>) {
          signal.throwIfAborted();
          yield reader.open(sealed);
        }
        return reader.checkEnd(end);
      } catch (error) {
        const explained = reader.explain(error);
        if (attempt > 1 || reader.received > 0) throw explained;
        session = await sessionAfter(explained, call, session);
      }
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    stream?.cancel();
    call.finish();
  }
}

/**
 * A peer that has restarted, or has made room, does not know the session; it says so before it begins the call, and says it again under
 * its signature when the next session is opened: to make the call again then does not make it twice. Any other failure is thrown on.
 */
async function sessionAfter(error: unknown, call: OutgoingCall, lost: ClientSession): Promise<ClientSession> {
  if (!isProtocolError(error, "protocol/unauthenticated") || error.data.reason !== "unknown_session") throw error;
  call.sessions.drop(lost);
  const next = await call.sessions.session(call.deadlineMs, call.signal);
  if (next.confirmsLossOf(lost)) return next;
  throw protocolError("protocol/data_loss", "The refusal was not the neuron's, and the call may have been made.", {
    reason: "tampered",
    cause: error,
  });
}

function attemptUnary(call: OutgoingCall, session: ClientSession): Promise<unknown> {
  const { connection, method, body, signal } = call;
  const reader = new ReplyReader(method, session, signal);
  const { metadata, options } = prepare(call, session, reader.counter);
  return new Promise((resolve, reject) => {
    const onReply = (error: ServiceError | null, sealed?: Buffer) => {
      signal.removeEventListener("abort", onAbort);
      if (error) return reject(reader.explain(error));
      try {
        resolve(reader.open(sealed!));
      } catch (refused) {
        reject(refused);
      }
    };
    const request = connection.makeUnaryRequest(method.path, identity, identity, body, metadata, options, onReply);
    const onAbort = () => request.cancel();
    signal.addEventListener("abort", onAbort);
  });
}

function startStream(call: OutgoingCall, session: ClientSession, counter: number): ClientReadableStream<Buffer> {
  const { metadata, options } = prepare(call, session, counter);
  return call.connection.makeServerStreamRequest(call.method.path, identity, identity, call.body, metadata, options);
}

function prepare({ method, body, deadlineMs }: OutgoingCall, session: ClientSession, counter: number) {
  session.checkSize(body);
  const timeoutMs = Math.ceil(deadlineMs - Date.now());
  if (timeoutMs <= 0) throw protocolError("protocol/deadline_exceeded", "The call's time was up before it began.");
  const header = { sessionId: session.id, counter, timeoutMs, digest: digestOf(body) };
  return { metadata: callMetadata(header, method.path, session.keys.toServer), options: { deadline: deadlineMs } };
}

const identity = (bytes: Buffer): Buffer => bytes;
