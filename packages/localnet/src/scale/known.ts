import { bytes, fixedBytes, fixedHex } from "./bytes.js";
import { compact } from "./compact.js";
import { enumeration, variant } from "./enum.js";
import { u8, u32, u64, unit } from "./primitives.js";
import { struct } from "./struct.js";
import { type Definition, ScaleType, type ValueOf } from "./type.js";

/** An account as `0x` and 64 lower-case hex digits: its public key. ss58 text appears only at the edges. */
export const accountId = fixedHex("sp_core::crypto::AccountId32", 32);
export const h256 = fixedHex("primitive_types::H256", 32);
export const h160 = fixedHex("primitive_types::H160", 20);

export type AccountId = ValueOf<typeof accountId>;
export type Hash = ValueOf<typeof h256>;

export const multiAddress = enumeration(
  "sp_runtime::multiaddress::MultiAddress",
  {
    Id: variant(0, accountId),
    Index: variant(1, compact(unit)),
    Raw: variant(2, bytes),
    Address32: variant(3, fixedBytes(32)),
    Address20: variant(4, fixedBytes(20)),
  },
  {
    params: [
      { name: "AccountId", type: accountId },
      { name: "AccountIndex", type: unit },
    ],
  },
);

export const multiSignature = enumeration("sp_runtime::MultiSignature", {
  Ed25519: variant(0, fixedBytes(64)),
  Sr25519: variant(1, fixedBytes(64)),
  Ecdsa: variant(2, fixedBytes(65)),
});

export const weight = struct("sp_weights::weight_v2::Weight", { ref_time: compact(u64), proof_size: compact(u64) });
export type Weight = ValueOf<typeof weight>;

export const dispatchClass = enumeration("frame_support::dispatch::DispatchClass", {
  Normal: variant(0),
  Operational: variant(1),
  Mandatory: variant(2),
});

export const pays = enumeration("frame_support::dispatch::Pays", { Yes: variant(0), No: variant(1) });

const plain = <const N extends readonly string[]>(path: string, names: N) =>
  enumeration(
    path,
    Object.fromEntries(names.map((name, index) => [name, variant(index)])) as {
      [K in N[number]]: ReturnType<typeof variant> & { fields: undefined };
    },
  );

export const tokenError = plain("sp_runtime::TokenError", [
  "FundsUnavailable",
  "OnlyProvider",
  "BelowMinimum",
  "CannotCreate",
  "UnknownAsset",
  "Frozen",
  "Unsupported",
  "CannotCreateHold",
  "NotExpendable",
  "Blocked",
]);

export const arithmeticError = plain("sp_arithmetic::ArithmeticError", ["Underflow", "Overflow", "DivisionByZero"]);

const trieError = plain("sp_runtime::proving_trie::TrieError", [
  "InvalidStateRoot",
  "IncompleteDatabase",
  "ValueAtIncompleteKey",
  "DecoderError",
  "InvalidHash",
  "DuplicateKey",
  "ExtraneousNode",
  "ExtraneousValue",
  "ExtraneousHashReference",
  "InvalidChildReference",
  "ValueMismatch",
  "IncompleteProof",
  "RootMismatch",
  "DecodeError",
]);

export const dispatchError = enumeration("sp_runtime::DispatchError", {
  Other: variant(0),
  CannotLookup: variant(1),
  BadOrigin: variant(2),
  Module: variant(3, struct("sp_runtime::ModuleError", { index: u8, error: fixedBytes(4) })),
  ConsumerRemaining: variant(4),
  NoProviders: variant(5),
  TooManyConsumers: variant(6),
  Token: variant(7, tokenError),
  Arithmetic: variant(8, arithmeticError),
  Transactional: variant(9, plain("sp_runtime::TransactionalError", ["LimitReached", "NoLayer"])),
  Exhausted: variant(10),
  Corruption: variant(11),
  Unavailable: variant(12),
  RootNotAllowed: variant(13),
  Trie: variant(14, trieError),
});
export type DispatchError = ValueOf<typeof dispatchError>;

export type Era = { readonly period: number; readonly phase: number } | undefined;

const eraDefinition = (): Definition => ({
  path: ["sp_runtime", "generic", "era", "Era"],
  params: [],
  shape: {
    kind: "variant",
    variants: [
      { name: "Immortal", index: 0, fields: [], docs: [] },
      ...Array.from({ length: 255 }, (_, index) => ({
        name: `Mortal${index + 1}`,
        index: index + 1,
        fields: [{ type: u8 }],
        docs: [],
      })),
    ],
  },
  docs: [],
  identity: "object",
});

/** `undefined` is immortal. One byte, or two for a mortal era: log₂ of the period, and the phase in steps of period / 4096. */
export const era: ScaleType<Era> = new ScaleType<Era>(
  {
    read: (input) => {
      const first = input.u8();
      if (first === 0) return undefined;
      const encoded = first | (input.u8() << 8);
      const period = 2 << (encoded % 16);
      const phase = (encoded >> 4) * Math.max(1, period >> 12);
      return { period, phase };
    },
    write: (out, value) => {
      if (value === undefined) return out.u8(0);
      const exponent = Math.min(15, Math.max(1, Math.log2(value.period) - 1));
      return out.u16(exponent | (Math.floor(value.phase / Math.max(1, value.period >> 12)) << 4));
    },
    minBytes: 1,
  },
  eraDefinition,
);

export const blockNumber = u32;
