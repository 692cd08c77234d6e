import { equalBytes } from "@taostack/primitives";
import { protocolError } from "../errors.js";
import type { SessionKeys } from "../session/keys.js";
import { MAX_COUNTER } from "../wire/call-header.js";

export interface ClientSessionOptions {
  readonly id: Uint8Array;
  readonly keys: SessionKeys;
  readonly maxRequestBytes: number;
  readonly renewAtMs: number;
  /** A session that the peer said, under its signature, it does not know. */
  readonly lostId: Uint8Array | undefined;
}

/** The caller's end of a session. */
export class ClientSession {
  readonly id: Uint8Array;
  readonly keys: SessionKeys;
  readonly maxRequestBytes: number;
  readonly #renewAtMs: number;
  readonly #lostId: Uint8Array | undefined;
  #counter = 0;

  constructor(options: ClientSessionOptions) {
    this.id = options.id;
    this.keys = options.keys;
    this.maxRequestBytes = options.maxRequestBytes;
    this.#renewAtMs = options.renewAtMs;
    this.#lostId = options.lostId;
  }

  /** True if the peer vouched, when this session was opened, that it had lost the other: it has made no call that it refused in it. */
  confirmsLossOf(other: ClientSession): boolean {
    return this.#lostId !== undefined && equalBytes(this.#lostId, other.id);
  }

  /** False when a new session should take its place; calls in progress end in the old one. */
  usableAt(nowMs: number): boolean {
    return nowMs < this.#renewAtMs && this.#counter < MAX_COUNTER;
  }

  nextCounter(): number {
    return ++this.#counter;
  }

  /** @throws `protocol/resource_exhausted` (`too_large`), before anything is sent. */
  checkSize(body: Uint8Array): void {
    if (body.length <= this.maxRequestBytes) return;
    throw protocolError(
      "protocol/resource_exhausted",
      `The request has ${body.length} bytes; this neuron takes ${this.maxRequestBytes}.`,
      { reason: "too_large", remedy: "Send less, or split the request." },
    );
  }
}
