import { i64, i128, u64, u128, unit } from "./primitives.js";
import { newtype, struct } from "./struct.js";
import { type AnyType, ScaleType, structural } from "./type.js";

const bit = (name: "B0" | "B1"): AnyType => struct(`substrate_typenum::bit::${name}`, {});
const B0 = bit("B0");
const B1 = bit("B1");
const UTERM: AnyType = struct("substrate_typenum::uint::UTerm", {});

/** The chain's type-level number of fraction bits, which clients find as the parameter of the fixed point type. */
function typenum(value: number): AnyType {
  if (value === 0) return UTERM;
  const msb = typenum(value >> 1);
  const lsb = value & 1 ? B1 : B0;
  return new ScaleType(unit.codec, () =>
    structural(
      {
        kind: "composite",
        fields: [
          { name: "msb", type: msb, typeName: "U" },
          { name: "lsb", type: lsb, typeName: "B" },
        ],
      },
      "substrate_typenum::uint::UInt",
      [
        { name: "U", type: msb },
        { name: "B", type: lsb },
      ],
    ),
  );
}

function fixed(name: string, bits: ScaleType<bigint>, fractionBits: number): ScaleType<bigint> {
  return newtype(`substrate_fixed::${name}`, bits, {
    field: "bits",
    params: [{ name: "Frac", type: typenum(fractionBits) }],
  });
}

// The value is the raw integer: the number times 2^fraction.
export const u64f64 = fixed("FixedU128", u128, 64);
export const i64f64 = fixed("FixedI128", i128, 64);
export const i96f32 = fixed("FixedI128", i128, 32);
export const u96f32 = fixed("FixedU128", u128, 32);
export const i32f32 = fixed("FixedI64", i64, 32);
export const u32f32 = fixed("FixedU64", u64, 32);
