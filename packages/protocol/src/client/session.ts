import { protocolError } from "../errors.js";
import type { SessionKeys } from "../session/keys.js";
import { MAX_COUNTER } from "../wire/call-header.js";

/** The caller's end of a session. */
export class ClientSession {
  readonly id: Uint8Array;
  readonly keys: SessionKeys;
  readonly maxRequestBytes: number;
  readonly #renewAtMs: number;
  #counter = 0;

  constructor(options: { id: Uint8Array; keys: SessionKeys; maxRequestBytes: number; renewAtMs: number }) {
    this.id = options.id;
    this.keys = options.keys;
    this.maxRequestBytes = options.maxRequestBytes;
    this.#renewAtMs = options.renewAtMs;
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
