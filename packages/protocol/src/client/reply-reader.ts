import { status as GrpcStatus, type StatusObject } from "@grpc/grpc-js";
import { protocolError, statusToError } from "../errors.js";
import type { MethodDescriptor } from "../service.js";
import { messageTag, sameTag } from "../session/tags.js";
import { splitSeal } from "../wire/seal.js";
import { endIsAuthentic, readReason } from "../wire/trailers.js";
import { isServiceError } from "./connection-error.js";
import type { ClientSession } from "./session.js";

/** How the transport begins to say that a reply is longer than `limits.maxResponseBytes`; it has no code of its own for it. */
const TRANSPORT_TOO_LARGE = "Received message larger than max";

/** Believes of one call's replies, of its end and of its failure only what the peer vouches for. */
export class ReplyReader {
  /** The call's place in the session. */
  readonly counter: number;
  readonly #method: MethodDescriptor;
  readonly #session: ClientSession;
  readonly #signal: AbortSignal;
  #received = 0;

  constructor(method: MethodDescriptor, session: ClientSession, signal: AbortSignal) {
    this.counter = session.nextCounter();
    this.#method = method;
    this.#session = session;
    this.#signal = signal;
  }

  /** Replies so far. */
  get received(): number {
    return this.#received;
  }

  /** @throws `protocol/data_loss` (`tampered`) unless the peer sealed these bytes as the next reply of this very call. */
  open(sealed: Buffer): unknown {
    const parts = splitSeal(sealed);
    const { toClient } = this.#session.keys;
    if (!parts || !sameTag(parts.tag, messageTag(toClient, this.counter, this.#received, parts.payload))) {
      throw protocolError("protocol/data_loss", "A reply is not the one that the neuron sent.", { reason: "tampered" });
    }
    this.#received++;
    return this.#method.response.decode(parts.payload);
  }

  /** @throws `protocol/data_loss` (`truncated`) unless the peer vouches that this was the end, after so many replies. */
  checkEnd(end: StatusObject | undefined): void {
    const ok = { code: GrpcStatus.OK, details: "", reason: undefined };
    if (endIsAuthentic(this.#session.keys.toClient, this.counter, this.#received, ok, end?.metadata)) return;
    throw protocolError("protocol/data_loss", "The stream ended, but not by the neuron's word.", {
      reason: "truncated",
    });
  }

  /** What the transport threw, as this package's error. Anything else is given back as it is. */
  explain(error: unknown): unknown {
    if (!isServiceError(error)) return error;
    if (this.#signal.aborted) return this.#signal.reason;
    const { code, details, metadata } = error;
    const end = { code, details, reason: readReason(metadata) };
    const verified = endIsAuthentic(this.#session.keys.toClient, this.counter, this.#received, end, metadata);
    const tooLarge = code === GrpcStatus.RESOURCE_EXHAUSTED && details.startsWith(TRANSPORT_TOO_LARGE);
    return statusToError(tooLarge ? { ...end, reason: "too_large" } : end, { verified, cause: error });
  }
}
