import { StorageService } from "@taostack/protocol";

/** Tags of the fields of `PutPieceRequest`: id, data, lease_seconds. */
const ID = 0x0a;
const DATA = 0x12;
const LEASE = 0x18;

/** What `encodeInPlace` writes before the data at most. */
export const MAX_PREFIX_BYTES = 1 + 5 + 2 + 32 + 1 + 5;

/**
 * A `PutPieceRequest` whose data stays where it lies: the other fields and its tag and length are written into the bytes before it, which
 * must be free. Fields may come in any order. The message shares memory with the data.
 */
export function encodeInPlace(id: Uint8Array, data: Uint8Array, leaseSeconds: number): Uint8Array {
  const prefix = [LEASE, ...varint(leaseSeconds), ID, id.length, ...id, DATA, ...varint(data.length)];
  const message = new Uint8Array(data.buffer, data.byteOffset - prefix.length, prefix.length + data.length);
  message.set(prefix);
  return message;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return [...bytes, rest];
}

const { put } = StorageService.methods;

/** The storage service for those who bring the encoded message of a put along. */
export const PreencodedPut = {
  name: StorageService.name,
  methods: { put: { ...put, request: { ...put.request, encode: (message: Uint8Array) => message } } },
} as const;
