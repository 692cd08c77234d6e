import { CodedError } from "@taostack/primitives";
import protobuf from "protobufjs/minimal.js";
import { WholeWriter } from "./whole-writer.js";

export type Reader = protobuf.Reader;
export type Writer = protobuf.Writer;

/** Turns messages into bytes and back. `Init` is what may be given to encode: any field may be absent and then has its default. */
export interface MessageCodec<Message, Init = Message> {
  /** Full name in the contract: `taostack.v1.TextRequest`. */
  readonly name: string;
  /** @throws `protocol/invalid_argument` for a number that its integer field cannot hold. */
  encode(message: Init): Uint8Array;
  /** Unknown fields are passed over. @throws `protocol/invalid_argument` if the bytes are not a message of this type. */
  decode(bytes: Uint8Array): Message;
}

/** Joins the generated functions of one message type. */
export function messageCodec<Message, Init>(
  name: string,
  write: (message: Init, writer: Writer) => Writer,
  read: (reader: Reader) => Message,
): MessageCodec<Message, Init> {
  return {
    name,
    encode: (message) => write(message, new WholeWriter()).finish(),
    decode: (bytes) => {
      const reader = protobuf.Reader.create(bytes);
      try {
        const message = read(reader);
        if (reader.pos !== reader.len) throw new RangeError("the last field is cut short");
        return message;
      } catch (cause) {
        throw invalidMessage(name, "The bytes are not a message of this type.", cause);
      }
    },
  };
}

/** Reads a message that is a field of another: its length, then its fields, which must end where the length says. */
export function readMessage<Message>(
  reader: Reader,
  read: (reader: Reader, message?: Message) => Message,
  into?: Message,
): Message {
  const outerEnd = enterField(reader);
  const message = read(reader, into);
  leaveField(reader, outerEnd);
  return message;
}

export function readMapEntry<Value>(
  reader: Reader,
  map: Map<string, Value>,
  initial: () => Value,
  readValue: () => Value,
): void {
  const outerEnd = enterField(reader);
  let key = "";
  let value: Value | undefined;
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === 10) key = reader.stringVerify();
    else if (tag >>> 3 === 2) value = readValue();
    else reader.skipType(tag & 7, 0, tag >>> 3);
  }
  leaveField(reader, outerEnd);
  map.set(key, value ?? initial());
}

/** `writer` stands after the tag of the map's field. */
export function writeMapEntry(writer: Writer, key: string, writeValue: () => Writer): void {
  writer.fork().uint32(10).string(key);
  writeValue();
  writer.ldelim();
}

/** From here on a field of bytes shares memory with the message that it came in: to copy it would cost more than it frees. */
const SHARED_FROM = 16_384;

/** A field of bytes. Short ones are copies, so that they do not keep a long message in memory. */
export function readBytes(reader: Reader): Uint8Array {
  const bytes = reader.bytes();
  if (bytes.length < SHARED_FROM) return Uint8Array.from(bytes);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

export const emptyReader = (): Reader => protobuf.Reader.create(new Uint8Array(0));

const ranges = {
  uint32: [0, 0xffff_ffff],
  fixed32: [0, 0xffff_ffff],
  int32: [-0x8000_0000, 0x7fff_ffff],
  sint32: [-0x8000_0000, 0x7fff_ffff],
  sfixed32: [-0x8000_0000, 0x7fff_ffff],
} as const;

/** The value itself, if a field of this type holds it. @throws `protocol/invalid_argument`, naming the field. */
export function wholeNumber(type: keyof typeof ranges, value: number, field: string): number {
  const [min, max] = ranges[type];
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalidMessage(field, `${value} is not a whole number from ${min} to ${max}.`);
}

function enterField(reader: Reader): number {
  const outerEnd = reader.len;
  const end = reader.size() + reader.pos;
  if (end > outerEnd) throw new RangeError("a field is longer than the message that holds it");
  reader.len = end;
  return outerEnd;
}

function leaveField(reader: Reader, outerEnd: number): void {
  if (reader.pos !== reader.len) throw new RangeError("a field does not end where its length says");
  reader.len = outerEnd;
}

const invalidMessage = (where: string, why: string, cause?: unknown) =>
  new CodedError(
    { code: "protocol/invalid_argument" as const, reason: "malformed" as const, verified: false },
    `${where}: ${why}`,
    { cause },
  );
