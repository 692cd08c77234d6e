import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createVisionChallenge, repackImage } from "../../src/index.js";
import { decodeImage } from "../../src/vision/image/decode.js";
import { encodeImage } from "../../src/vision/image/encode.js";
import { readImageHeader } from "../../src/vision/image/header.js";
import type { RgbImage } from "../../src/vision/image/rgb-image.js";
import { seededRandom } from "../../src/vision/random.js";

const maxPixels = 2 ** 22;

/** Smooth colours with an edge, of sides that are no multiples of a block's. */
function picture(width: number, height: number, seed = 1): RgbImage {
  const random = seededRandom(seed);
  const phases = [random(), random(), random()].map((phase) => 6 * phase);
  const data = Uint8Array.from({ length: 3 * width * height }, (_, index) => {
    const [pixel, channel] = [Math.floor(index / 3), index % 3];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const edge = x + y > width ? 40 : 0;
    return Math.round(105 + edge + 90 * Math.sin(phases[channel]! + x / 17 + (channel - 1) * (y / 23)));
  });
  return { width, height, data };
}

const sizes: [number, number][] = [
  [1, 1],
  [7, 3],
  [16, 16],
  [17, 33],
  [123, 98],
];

describe("PNG", () => {
  it.each(sizes)("of %i × %i pixels comes back as it was", async (width, height) => {
    const image = picture(width, height);
    const file = encodeImage(image, { format: "png" });
    expect(readImageHeader(file)).toEqual({ format: "png", width, height });
    expect(await decodeImage(file, { maxPixels })).toEqual(image);
  });
});

describe("JPEG", () => {
  const meanError = (a: Uint8Array, b: Uint8Array) =>
    a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;

  it.each(sizes)("of %i × %i pixels comes back nearly as it was", async (width, height) => {
    const image = picture(width, height);
    const file = encodeImage(image, { format: "jpeg", quality: 95 });
    expect(readImageHeader(file)).toEqual({ format: "jpeg", width, height });
    const decoded = await decodeImage(file, { maxPixels });
    expect([decoded.width, decoded.height]).toEqual([width, height]);
    expect(meanError(decoded.data, image.data)).toBeLessThan(4);
  });

  it("is smaller and coarser at less quality, and as near to the original as that of libjpeg", async () => {
    const image = picture(123, 98);
    const { width, height } = image;
    const results = await Promise.all(
      [30, 60, 90].map(async (quality) => {
        const own = encodeImage(image, { format: "jpeg", quality });
        const other = await sharp(image.data, { raw: { width, height, channels: 3 } })
          .jpeg({ quality })
          .toBuffer();
        const [a, b] = await Promise.all([own, other].map((file) => decodeImage(file, { maxPixels })));
        return { bytes: own.length, error: meanError(a!.data, image.data), libjpeg: meanError(b!.data, image.data) };
      }),
    );
    expect(results[0]!.bytes).toBeLessThan(results[1]!.bytes);
    expect(results[1]!.bytes).toBeLessThan(results[2]!.bytes);
    expect(results[0]!.error).toBeGreaterThan(results[2]!.error);
    for (const { error, libjpeg } of results) expect(error).toBeLessThan(1.1 * libjpeg + 0.1);
  });

  it("survives noise at every quality", async () => {
    const random = seededRandom(3);
    const noise = { width: 40, height: 24, data: Uint8Array.from({ length: 2880 }, () => Math.floor(256 * random())) };
    for (const quality of [1, 5, 25, 50, 75, 95, 100]) {
      const decoded = await decodeImage(encodeImage(noise, { format: "jpeg", quality }), { maxPixels });
      expect(decoded.data).toHaveLength(noise.data.length);
    }
  });
});

describe("decoding", () => {
  const rgb = { width: 4, height: 2, channels: 3 as const };
  const row = Buffer.from([250, 0, 0, 0, 250, 0, 0, 0, 250, 9, 9, 9]);

  it("turns an image as its orientation tag says", async () => {
    const tagged = await sharp(Buffer.concat([row, row]), { raw: rgb })
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    const { width, height } = await decodeImage(tagged, { maxPixels });
    expect([width, height]).toEqual([2, 4]);
  });

  it("shows transparency over white, grey in three channels, 16 bits in 8", async () => {
    const clear = await sharp({
      create: { width: 2, height: 2, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    expect([...(await decodeImage(clear, { maxPixels })).data]).toEqual(Array(12).fill(255));
    const grey = await sharp(Buffer.from([10, 200]), { raw: { width: 2, height: 1, channels: 1 } })
      .png()
      .toBuffer();
    expect([...(await decodeImage(grey, { maxPixels })).data]).toEqual([10, 10, 10, 200, 200, 200]);
    const deep = await sharp(Buffer.concat([row, row]), { raw: rgb })
      .toColourspace("rgb16")
      .png()
      .toBuffer();
    expect((await decodeImage(deep, { maxPixels })).data).toHaveLength(24);
  });

  it("stretches to a size, or fits into one", async () => {
    const file = encodeImage(picture(90, 60), { format: "png" });
    const stretched = await decodeImage(file, { size: { width: 32, height: 32 }, maxPixels });
    expect([stretched.width, stretched.height, stretched.data.length]).toEqual([32, 32, 3072]);
    const fitted = await decodeImage(file, { longSide: 45, maxPixels });
    expect([fitted.width, fitted.height]).toEqual([45, 30]);
  });
});

describe("headers", () => {
  it("are read from files of other programs too, progressive ones included", async () => {
    const source = () => sharp({ create: { width: 31, height: 17, channels: 3, background: "teal" } });
    const files = await Promise.all([
      source().png().toBuffer(),
      source().jpeg().toBuffer(),
      source().jpeg({ progressive: true }).withMetadata({ orientation: 3 }).toBuffer(),
    ]);
    for (const file of files) expect(readImageHeader(file)).toMatchObject({ width: 31, height: 17 });
  });

  it("of other or broken files are none, whatever the bytes", () => {
    const random = seededRandom(5);
    const png = encodeImage(picture(9, 9), { format: "png" });
    const jpeg = encodeImage(picture(9, 9), { format: "jpeg", quality: 60 });
    for (let length = 0; length < 24; length++) expect(readImageHeader(png.subarray(0, length))).toBeUndefined();
    for (let length = 0; length < 100; length++) expect(readImageHeader(jpeg.subarray(0, length))).toBeUndefined();
    for (let tries = 0; tries < 2000; tries++) {
      const start = tries % 2 === 0 ? png.slice(0, 40) : jpeg.slice(0, 300);
      for (let index = 0; index < 6; index++) start[Math.floor(random() * start.length)] = Math.floor(256 * random());
      expect(() => readImageHeader(start)).not.toThrow();
    }
    expect(readImageHeader(Buffer.from("GIF89a______________________________"))).toBeUndefined();
    expect(readImageHeader(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"))).toBeUndefined();
  });
});

describe("a user's image", () => {
  /** Everything before the pixels: in JPEG all tables, in PNG the header. */
  const head = (file: Uint8Array) => {
    const end = file[0] === 0xff ? file.findIndex((byte, index) => byte === 0xff && file[index + 1] === 0xda) : 29;
    return { format: file[0] === 0xff ? "jpeg" : "png", segments: file.subarray(0, end).length };
  };

  it("is passed on in the clothes of a challenge, without tags, the right way up", async () => {
    const random = seededRandom(2);
    const size = { width: 900, height: 600, channels: 3 as const, background: "olive" };
    const photo = await sharp({ create: size })
      .jpeg()
      .withMetadata({ orientation: 6, exif: { IFD0: { Artist: "me" } } })
      .toBuffer();
    const challenges = Array.from({ length: 30 }, (_, seed) => head(createVisionChallenge(seed).request.image));
    for (let tries = 0; tries < 8; tries++) {
      const file = await repackImage(photo, random);
      expect(challenges).toContainEqual(head(file));
      const { width, height, exif, orientation } = await sharp(file).metadata();
      expect([exif, orientation]).toEqual([undefined, undefined]);
      expect(height).toBeGreaterThanOrEqual(128);
      expect(height).toBeLessThanOrEqual(384);
      expect(width! / height!).toBeCloseTo(2 / 3, 1);
    }
  });

  it("that is none is refused", async () => {
    const random = seededRandom(2);
    const whole = encodeImage(picture(60, 60), { format: "png" });
    for (const file of [new Uint8Array(5), whole.subarray(0, whole.length / 2)]) {
      await expect(repackImage(file, random)).rejects.toMatchObject({ data: { code: "protocol/invalid_argument" } });
    }
  });
});
