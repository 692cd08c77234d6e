import { scaleError } from "./errors.js";
import { ScaleType, structural } from "./type.js";

/** `Compact<T>` of an unsigned integer, or of `()`. The value is what `T`'s is: a number up to u32, else a bigint. */
export function compact<T extends number | bigint | undefined>(item: ScaleType<T>): ScaleType<T> {
  const { shape } = item.definition;
  const name = shape.kind === "primitive" ? shape.name : "()";
  const bits = BigInt(name === "()" ? 0 : name.slice(1));
  const convert = (value: bigint): T => {
    if (value >= 1n << bits) throw scaleError("localnet/scale_invalid", `${value} does not fit in a compact ${name}`);
    if (bits === 0n) return undefined as T;
    return (bits <= 32n ? Number(value) : value) as T;
  };
  return new ScaleType<T>(
    {
      read: (input) => (bits === 0n ? convert(0n) : convert(input.compact())),
      write: (out, value) => {
        if (value === undefined) return;
        if (value < 0) throw scaleError("localnet/scale_invalid", `${value} is negative`);
        convert(BigInt(value));
        out.compact(value);
      },
      minBytes: bits === 0n ? 0 : 1,
    },
    () => structural({ kind: "compact", item }),
  );
}
