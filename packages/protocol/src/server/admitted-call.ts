import type { Metadata } from "@grpc/grpc-js";
import { errorToStatus, protocolError, type WireStatus } from "../errors.js";
import type { CallContext, PeerIdentity } from "../service.js";
import { digestOf, messageTag, sameTag } from "../session/tags.js";
import type { ReceivedCallHeader } from "../wire/call-header.js";
import { sealMessage } from "../wire/seal.js";
import { endTrailers } from "../wire/trailers.js";
import type { ServerSession } from "./session-table.js";

/** A call whose header is authentic: its lifetime, and the tags of what goes back. */
export class AdmittedCall {
  readonly path: string;
  /** What the handler gets to see. */
  readonly context: CallContext;
  readonly #session: ServerSession;
  readonly #header: ReceivedCallHeader;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #messages = 0;
  #settled = false;

  constructor(path: string, session: ServerSession, header: ReceivedCallHeader, maxCallMs: number) {
    const timeoutMs = Math.min(header.timeoutMs, maxCallMs);
    this.path = path;
    this.context = {
      peer: { hotkey: session.hotkey },
      signal: this.#controller.signal,
      deadlineMs: Date.now() + timeoutMs,
    };
    this.#session = session;
    this.#header = header;
    this.#timer = setTimeout(() => this.abort(deadlineExceeded()), timeoutMs);
  }

  get peer(): PeerIdentity {
    return this.context.peer;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: Error): void {
    this.#controller.abort(reason);
  }

  /** The answer is given: what becomes of the connection is no concern of the handler any more. */
  settle(): void {
    this.#settled = true;
    clearTimeout(this.#timer);
  }

  /** The transport is done with the call. If that was before the answer, the caller cancelled or went away. */
  leave(): void {
    if (this.#settled) return;
    this.settle();
    this.abort(protocolError("protocol/cancelled", "The caller cancelled, or went away."));
  }

  /** @throws `protocol/unauthenticated` if the message is not the one that the header was made for. */
  checkRequest(body: Uint8Array): void {
    if (sameTag(digestOf(body), this.#header.digest)) return;
    throw protocolError("protocol/unauthenticated", "The request is not the one that its caller sent.", {
      reason: "tampered",
    });
  }

  seal(payload: Uint8Array): Buffer {
    const tag = messageTag(this.#session.keys.toClient, this.#header.counter, this.#messages++, payload);
    return sealMessage(payload, tag);
  }

  /** Trailers of a call that ends well. */
  okTrailers(): Metadata {
    return this.#trailers({ code: 0, details: "", reason: undefined });
  }

  /** Status and trailers of a call that ends with an error. */
  failure(error: unknown): WireStatus & { readonly metadata: Metadata } {
    const status = errorToStatus(error);
    return { ...status, metadata: this.#trailers(status) };
  }

  #trailers(status: WireStatus): Metadata {
    return endTrailers(this.#session.keys.toClient, this.#header.counter, this.#messages, status);
  }
}

const deadlineExceeded = () => protocolError("protocol/deadline_exceeded", "The call's time is up.");
