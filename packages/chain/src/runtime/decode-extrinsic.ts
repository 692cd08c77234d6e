import { blake2b256, encodeAddress, fromHex, toHex } from "@taostack/primitives";
import type { ByteReader } from "./byte-reader.js";
import { decodeBytes, type Runtime } from "./runtime.js";

export interface DecodedExtrinsic {
  /** Hex. */
  readonly hash: string;
  /** `SubtensorModule.add_stake`. */
  readonly call: string;
  /** ss58; absent for what the author put in. */
  readonly signer: string | undefined;
  /** By the chain's names, plain: see `PlainTypes`. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** The first byte's high bits: signed, bare, or version 5's with extensions and no signature. */
const SIGNED = 0x80;
const GENERAL = 0x40;
/** By the byte in front of it: ed25519, sr25519, ecdsa. */
const SIGNATURE_BYTES = [64, 64, 65];

/** @throws `chain/bad_response` for bytes that are no extrinsic of this runtime. */
export function decodeExtrinsic(runtime: Runtime, hex: string): DecodedExtrinsic {
  const bytes = fromHex(hex);
  return decodeBytes(
    "an extrinsic",
    (reader) => {
      reader.length();
      const signer = readSigner(runtime, reader);
      const { name, args } = runtime.readCall(reader);
      return { hash: toHex(blake2b256(bytes)), call: name, signer, args: Object.fromEntries(args) };
    },
    bytes,
  );
}

/** Leaves the reader at the call. */
function readSigner(runtime: Runtime, reader: ByteReader): string | undefined {
  const kind = reader.u8() & 0xc0;
  if (kind === GENERAL) reader.u8(); // the extensions' version
  if (kind !== SIGNED && kind !== GENERAL) return undefined;
  const signer = kind === SIGNED ? readAddress(reader) : undefined;
  for (const { type } of runtime.metadata.extrinsic.extensions) runtime.types.decoderOf(type)(reader);
  return signer;
}

/** `MultiAddress::Id`, and the signature behind it. */
function readAddress(reader: ByteReader): string {
  const form = reader.u8();
  if (form !== 0) throw new RangeError(`an address of form ${form}`);
  const address = encodeAddress(reader.bytes(32));
  const length = SIGNATURE_BYTES[reader.u8()];
  if (length === undefined) throw new RangeError("a signature of an unknown scheme");
  reader.bytes(length);
  return address;
}
