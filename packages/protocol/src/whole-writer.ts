import protobuf from "protobufjs/minimal.js";

/** Shorter fields are written as protobufjs does. */
const PART_FROM = 16_384;

/**
 * A writer that keeps long fields of bytes aside until the end, when the length of the whole is known: each is copied once, however
 * much is written around it. Fields of messages within the message are written as usual.
 */
export class WholeWriter extends protobuf.BufferWriter {
  readonly #parts: Uint8Array[] = [];
  #depth = 0;

  override bytes(value: Uint8Array | string): this {
    if (typeof value === "string" || value.length < PART_FROM || this.#depth > 0) return super.bytes(value) as this;
    this.uint32(value.length);
    this.#parts.push(super.finish(), value);
    this.reset();
    return this;
  }

  override fork(): this {
    this.#depth++;
    return super.fork() as this;
  }

  override ldelim(): this {
    this.#depth--;
    return super.ldelim() as this;
  }

  override finish(): Buffer {
    const last = super.finish();
    return this.#parts.length === 0 ? (last as Buffer) : Buffer.concat([...this.#parts, last]);
  }
}
