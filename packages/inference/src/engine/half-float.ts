let table: Float32Array | undefined;

/** All 65,536 half-precision values, computed on first use. */
function halfTable(): Float32Array {
  if (table) return table;
  table = new Float32Array(65_536);
  for (let bits = 0; bits < 65_536; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    table[bits] =
      exponent === 0
        ? sign * fraction * 2 ** -24
        : exponent === 31
          ? fraction === 0
            ? sign * Number.POSITIVE_INFINITY
            : Number.NaN
          : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return table;
}

/** Data of a float32 or float16 tensor. Nodes without `Float16Array` hold halves as their bits in a `Uint16Array`. */
export function toFloat32(data: unknown): Float32Array {
  if (data instanceof Float32Array) return data;
  if (data instanceof Uint16Array) {
    const halves = halfTable();
    return Float32Array.from(data, (bits) => halves[bits]!);
  }
  return Float32Array.from(data as ArrayLike<number>);
}
