import { concatBytes } from "@taostack/primitives";
import { type Header, header as headerType } from "../engine/header.js";
import { scaleError } from "../scale/errors.js";
import { type HexString, Reader, toHex, Writer } from "../scale/index.js";

/** A key with its new value; `undefined` removes it. */
export type StateChange = readonly [key: HexString, value: Uint8Array | undefined];

/** What a log consists of. */
export type LogRecord =
  /** A block with its whole state: nothing before it is needed to read on. */
  | { readonly kind: "base"; readonly block: BlockBody; readonly changes: readonly StateChange[] }
  /** The block after the one before, with what it changed. */
  | { readonly kind: "block"; readonly block: BlockBody; readonly changes: readonly StateChange[] }
  /** A change of the last block's state that no block made. */
  | { readonly kind: "amend"; readonly changes: readonly StateChange[] }
  /** A block whose state was forgotten. */
  | { readonly kind: "body"; readonly block: BlockBody };

export interface BlockBody {
  readonly header: Header;
  readonly extrinsics: readonly Uint8Array[];
}

const KINDS = ["base", "block", "amend", "body"] as const;

export function encodeRecord(record: LogRecord): Uint8Array {
  const out = new Writer(4096);
  out.u8(KINDS.indexOf(record.kind));
  if (record.kind !== "amend") writeBody(out, record.block);
  if (record.kind !== "body") writeChanges(out, record.changes);
  return out.finish();
}

/** @throws `localnet/scale_…` */
export function decodeRecord(bytes: Uint8Array): LogRecord {
  const input = new Reader(bytes);
  const kind = KINDS[input.u8()];
  const record = readRecord(input, kind);
  input.finish();
  return record;
}

function readRecord(input: Reader, kind: (typeof KINDS)[number] | undefined): LogRecord {
  switch (kind) {
    case "base":
    case "block":
      return { kind, block: readBody(input), changes: readChanges(input) };
    case "amend":
      return { kind, changes: readChanges(input) };
    case "body":
      return { kind, block: readBody(input) };
    default:
      throw scaleError("localnet/scale_invalid", "a record of this kind is not known");
  }
}

function writeBody(out: Writer, { header, extrinsics }: BlockBody): void {
  headerType.codec.write(out, header);
  out.compact(extrinsics.length);
  for (const bytes of extrinsics) writeBytes(out, bytes);
}

function readBody(input: Reader): BlockBody {
  const header = headerType.codec.read(input);
  return { header, extrinsics: Array.from({ length: input.length(1) }, () => readBytes(input)) };
}

function writeChanges(out: Writer, changes: readonly StateChange[]): void {
  out.compact(changes.length);
  for (const [key, value] of changes) {
    out.compact((key.length - 2) / 2);
    out.hex(key);
    out.u8(value === undefined ? 0 : 1);
    if (value !== undefined) writeBytes(out, value);
  }
}

const readChanges = (input: Reader): StateChange[] =>
  Array.from({ length: input.length(2) }, () => [
    toHex(readBytes(input)),
    input.u8() === 0 ? undefined : readBytes(input),
  ]);

function writeBytes(out: Writer, bytes: Uint8Array): void {
  out.compact(bytes.length);
  out.bytes(bytes);
}

const readBytes = (input: Reader): Uint8Array => input.bytes(input.length());

/** The file's own frame around a record: its length and the CRC-32 of it, four bytes each. */
export const FRAME_BYTES = 8;

export function frame(payload: Uint8Array, checksum: number): Uint8Array {
  const head = new Uint8Array(FRAME_BYTES);
  const view = new DataView(head.buffer);
  view.setUint32(0, payload.length, true);
  view.setUint32(4, checksum, true);
  return concatBytes(head, payload);
}
