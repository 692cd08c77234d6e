import { codesOf, divisorsFor, huffmanTables, zigzag } from "./jpeg-tables.js";
import type { RgbImage } from "./rgb-image.js";

/** The bits of a scan; a byte of ones is followed by a zero byte, so that it is no marker. */
class BitWriter {
  #bytes = new Uint8Array(4096);
  #length = 0;
  #held = 0;
  #count = 0;

  /** The lowest `count` bits of `value`, at most 16. */
  write(value: number, count: number): void {
    this.#held = (this.#held << count) | (value & ((1 << count) - 1));
    this.#count += count;
    while (this.#count >= 8) {
      this.#count -= 8;
      const byte = (this.#held >>> this.#count) & 255;
      this.#push(byte);
      if (byte === 255) this.#push(0);
    }
    this.#held &= (1 << this.#count) - 1;
  }

  finish(): Uint8Array {
    if (this.#count > 0) this.write(0x7f, 8 - this.#count);
    return this.#bytes.subarray(0, this.#length);
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }
}

/** One colour channel, its edges repeated up to whole blocks. */
interface Plane {
  readonly stride: number;
  readonly data: Float32Array;
}

/** Luminance at full size and both colour differences at half size, all about zero (JFIF, 4:2:0). */
function planesOf({ width, height, data }: RgbImage): {
  y: Plane;
  blue: Plane;
  red: Plane;
  columns: number;
  rows: number;
} {
  const [columns, rows] = [Math.ceil(width / 16), Math.ceil(height / 16)];
  const stride = 16 * columns;
  const plane = (scale: number): Plane => ({
    stride: stride / scale,
    data: new Float32Array((stride * 16 * rows) / scale ** 2),
  });
  const [y, blue, red] = [plane(1), plane(2), plane(2)];
  for (let row = 0; row < 16 * rows; row++) {
    for (let column = 0; column < stride; column++) {
      const pixel = 3 * (Math.min(row, height - 1) * width + Math.min(column, width - 1));
      const [r, g, b] = [data[pixel]!, data[pixel + 1]!, data[pixel + 2]!];
      y.data[row * stride + column] = 0.299 * r + 0.587 * g + 0.114 * b - 128;
      const half = (row >> 1) * blue.stride + (column >> 1);
      blue.data[half] = blue.data[half]! + (-0.168736 * r - 0.331264 * g + 0.5 * b) / 4;
      red.data[half] = red.data[half]! + (0.5 * r - 0.418688 * g - 0.081312 * b) / 4;
    }
  }
  return { y, blue, red, columns, rows };
}

/** cosines[frequency][place], such that applying it to rows and columns is the orthonormal DCT. */
const cosines = Array.from({ length: 8 }, (_, frequency) =>
  Float64Array.from(
    { length: 8 },
    (_, place) => (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * place + 1) * frequency * Math.PI) / 16),
  ),
);

const halfway = new Float64Array(64);

/** Coefficients of the block at (left, top), divided and rounded, row by row. */
function transformBlock(
  { stride, data }: Plane,
  left: number,
  top: number,
  divisors: readonly number[],
  out: Int32Array,
): void {
  for (let y = 0; y < 8; y++) {
    const start = (top + y) * stride + left;
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += data[start + x]! * cosines[u]![x]!;
      halfway[8 * y + u] = sum;
    }
  }
  for (let u = 0; u < 8; u++) {
    for (let v = 0; v < 8; v++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += halfway[8 * y + u]! * cosines[v]![y]!;
      out[8 * v + u] = Math.round(sum / divisors[8 * v + u]!);
    }
  }
}

/** How a plane is written: its divisors, its codes, and the mean of its last block, from which the next one's differs. */
interface Component {
  readonly plane: Plane;
  readonly divisors: readonly number[];
  readonly dc: Uint32Array;
  readonly ac: Uint32Array;
  last: number;
}

const bitLength = (value: number): number => 32 - Math.clz32(Math.abs(value));

/** A negative number is written as what it lacks to all ones. */
const amount = (value: number): number => (value < 0 ? value - 1 : value);

const coefficients = new Int32Array(64);

function writeBlock(writer: BitWriter, component: Component, left: number, top: number): void {
  const code = (codes: Uint32Array, symbol: number) => writer.write(codes[symbol]! >>> 5, codes[symbol]! & 31);
  transformBlock(component.plane, left, top, component.divisors, coefficients);
  const difference = coefficients[0]! - component.last;
  component.last = coefficients[0]!;
  code(component.dc, bitLength(difference));
  writer.write(amount(difference), bitLength(difference));
  let zeros = 0;
  for (let index = 1; index < 64; index++) {
    const value = coefficients[zigzag[index]!]!;
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) code(component.ac, 0xf0);
    code(component.ac, 16 * zeros + bitLength(value));
    writer.write(amount(value), bitLength(value));
    zeros = 0;
  }
  if (zeros > 0) code(component.ac, 0);
}

const segment = (marker: number, content: readonly number[]): number[] => {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...content];
};

const { dcLuminance, acLuminance, dcChrominance, acChrominance } = huffmanTables;
const codes = {
  luminance: { dc: codesOf(dcLuminance), ac: codesOf(acLuminance) },
  chrominance: { dc: codesOf(dcChrominance), ac: codesOf(acChrominance) },
};

/** A baseline JPEG file (ITU-T T.81) with the usual tables. No other segments: no camera, no time, no place. */
export function encodeJpeg(image: RgbImage, quality: number): Uint8Array {
  const divisors = divisorsFor(quality);
  const { y, blue, red, columns, rows } = planesOf(image);
  const luma: Component = { plane: y, divisors: divisors.luminance, ...codes.luminance, last: 0 };
  const [cb, cr] = [blue, red].map(
    (plane): Component => ({ plane, divisors: divisors.chrominance, ...codes.chrominance, last: 0 }),
  ) as [Component, Component];
  const writer = new BitWriter();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (const [x, yOffset] of [
        [0, 0],
        [8, 0],
        [0, 8],
        [8, 8],
      ] as const) {
        writeBlock(writer, luma, 16 * column + x, 16 * row + yOffset);
      }
      writeBlock(writer, cb, 8 * column, 8 * row);
      writeBlock(writer, cr, 8 * column, 8 * row);
    }
  }
  return Uint8Array.from([...headerOf(image, divisors), ...writer.finish(), 0xff, 0xd9]);
}

function headerOf({ width, height }: RgbImage, divisors: ReturnType<typeof divisorsFor>): number[] {
  const inOrder = (table: readonly number[]) => zigzag.map((place) => table[place]!);
  const table = (id: number, { counts, symbols }: typeof dcLuminance) => [id, ...counts, ...symbols];
  return [
    ...[0xff, 0xd8],
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...inOrder(divisors.luminance)]),
    ...segment(0xdb, [1, ...inOrder(divisors.chrominance)]),
    ...segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]),
    ...segment(0xc4, table(0x00, dcLuminance)),
    ...segment(0xc4, table(0x10, acLuminance)),
    ...segment(0xc4, table(0x01, dcChrominance)),
    ...segment(0xc4, table(0x11, acChrominance)),
    ...segment(0xda, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]),
  ];
}
