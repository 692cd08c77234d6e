import { concatBytes, fromHex } from "@taostack/primitives";
import type { RuntimeCall } from "../frame/index.js";
import { scaleError } from "../scale/errors.js";
import {
  type AccountId,
  bytes as bytesType,
  compact,
  type Era,
  era,
  fixedBytes,
  type Hash,
  multiAddress,
  multiSignature,
  newtype,
  option,
  Reader,
  ScaleType,
  u32,
  u64,
  type ValueOf,
} from "../scale/index.js";
import { extraType, metadataHashMode } from "./extensions.js";
import { blake2_256, blake2b256 } from "./hash.js";

const SIGNED = 0x84;
const UNSIGNED = 0x04;

export interface SignedPart {
  readonly signer: AccountId;
  readonly signature: ValueOf<typeof multiSignature>;
  readonly era: Era;
  readonly nonce: number;
  /** Rao. */
  readonly tip: bigint;
  readonly mode: ValueOf<typeof metadataHashMode>;
}

export interface Extrinsic {
  /** As it was submitted, with its length in front. */
  readonly bytes: Uint8Array;
  readonly hash: Hash;
  readonly signed: SignedPart | undefined;
  readonly call: RuntimeCall;
  readonly callBytes: Uint8Array;
}

const nonceType = compact(u32);
const tipType = compact(u64);
const metadataHash = option(fixedBytes(32));

function readSigned(input: Reader): SignedPart {
  const address = multiAddress.codec.read(input);
  if (address.type !== "Id")
    throw scaleError("localnet/scale_invalid", `addresses of kind ${address.type} cannot sign`);
  return {
    signer: address.value,
    signature: multiSignature.codec.read(input),
    era: era.codec.read(input),
    nonce: nonceType.codec.read(input),
    tip: tipType.codec.read(input),
    mode: metadataHashMode.codec.read(input),
  };
}

/** Decodes an extrinsic of version 4, signed or not. @throws `localnet/scale_…` for anything else. */
export function decodeExtrinsic(callType: ScaleType<RuntimeCall>, bytes: Uint8Array): Extrinsic {
  const input = new Reader(bytes);
  const length = input.length(1);
  if (length !== input.remaining) throw scaleError("localnet/scale_invalid", "its length prefix is wrong");
  const version = input.u8();
  if (version !== SIGNED && version !== UNSIGNED) {
    throw scaleError("localnet/scale_invalid", `extrinsics of version byte ${version} are not known`);
  }
  const signed = version === SIGNED ? readSigned(input) : undefined;
  const start = input.offset;
  const call = callType.codec.read(input);
  const callBytes = input.since(start);
  input.finish();
  return { bytes, hash: blake2_256(bytes), signed, call, callBytes };
}

const withLength = (body: Uint8Array): Uint8Array => concatBytes(compact(u32).encode(body.length), body);

export const encodeUnsigned = (callBytes: Uint8Array): Uint8Array =>
  withLength(concatBytes(Uint8Array.of(UNSIGNED), callBytes));

export const encodeSigned = (signed: SignedPart, callBytes: Uint8Array): Uint8Array =>
  withLength(
    concatBytes(
      Uint8Array.of(SIGNED),
      multiAddress.encode({ type: "Id", value: signed.signer }),
      multiSignature.encode(signed.signature),
      extra(signed),
      callBytes,
    ),
  );

const extra = ({ era: life, nonce, tip, mode }: Omit<SignedPart, "signer" | "signature">): Uint8Array =>
  concatBytes(era.encode(life), nonceType.encode(nonce), tipType.encode(tip), metadataHashMode.encode(mode));

export interface PayloadContext {
  readonly specVersion: number;
  readonly transactionVersion: number;
  readonly genesisHash: Hash;
  /** The first block of the era; genesis for an immortal one. */
  readonly eraBlockHash: Hash;
}

/** What the signer signs: longer than 256 bytes, its blake2-256 hash. */
export function signingPayload(
  signed: Omit<SignedPart, "signer" | "signature">,
  callBytes: Uint8Array,
  context: PayloadContext,
): Uint8Array {
  const payload = concatBytes(
    callBytes,
    extra(signed),
    u32.encode(context.specVersion),
    u32.encode(context.transactionVersion),
    fromHex(context.genesisHash),
    fromHex(context.eraBlockHash),
    metadataHash.encode(undefined),
  );
  return payload.length > 256 ? blake2b256(payload) : payload;
}

/** An extrinsic as a type: its bytes behind a length. Metadata version 14 gives its parts as type parameters. */
export function createExtrinsicType(callType: ScaleType<RuntimeCall>): ScaleType<Extrinsic> {
  const params = [
    { name: "Address", type: multiAddress },
    { name: "Call", type: callType },
    { name: "Signature", type: multiSignature },
    { name: "Extra", type: extraType },
  ];
  const generic = newtype("sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic", bytesType, { params });
  const outer = newtype("fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic", generic, { params });
  return new ScaleType<Extrinsic>(
    {
      read: (input) => decodeExtrinsic(callType, withLength(bytesType.codec.read(input))),
      write: (out, value) => out.bytes(value.bytes),
      minBytes: 1,
    },
    () => outer.definition,
  );
}
