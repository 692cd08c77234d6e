import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createVisionChallenge,
  iou,
  openLabelledPool,
  parseVisionRequest,
  type VisionChallenge,
} from "../../src/index.js";
import { decodeImage } from "../../src/vision/image/decode.js";
import { applyTransform, keepingTransform } from "../../src/vision/pool/transform.js";
import { seededRandom } from "../../src/vision/random.js";

const maxPixels = 2 ** 24;
const rectangle = { label: "poster", left: 0.3, top: 0.35, right: 0.6, bottom: 0.7 };

/** A green wall with a red poster on it. */
async function wall(width: number, height: number): Promise<Buffer> {
  const { left, top, right, bottom } = rectangle;
  const poster = await sharp({
    create: {
      width: Math.round((right - left) * width),
      height: Math.round((bottom - top) * height),
      channels: 3,
      background: { r: 230, g: 20, b: 20 },
    },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: { r: 20, g: 160, b: 60 } } })
    .composite([{ input: poster, left: Math.round(left * width), top: Math.round(top * height) }])
    .withMetadata({ exif: { IFD0: { Artist: "somebody", Copyright: "wall-0001" } } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Smallest box around what is red. */
async function redBox(file: Uint8Array) {
  const { width, height, data } = await decodeImage(file, { maxPixels });
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (data[3 * pixel]! < 1.6 * data[3 * pixel + 1]!) continue;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  return { left: left / width, top: top / height, right: right / width, bottom: bottom / height };
}

describe("a labelled pool", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "taostack-pool-"));
    await writeFile(join(folder, "wall.jpg"), await wall(640, 480));
    await writeFile(join(folder, "tall.jpg"), await wall(300, 500));
    const lines = [
      { file: "wall.jpg", objects: [rectangle] },
      { file: "tall.jpg", label: "wall" },
    ];
    await writeFile(join(folder, "labels.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join("\n"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const draw = async (count: number, seed = 1): Promise<VisionChallenge[]> => {
    const pool = await openLabelledPool(folder);
    expect(pool).toMatchObject({ labels: ["poster", "wall"], size: 2 });
    const random = seededRandom(seed);
    return (await Promise.all(Array.from({ length: count }, () => pool.draw(random)))).flat();
  };

  it("asks the same questions about its images as about drawn ones", async () => {
    const challenges = await draw(12);
    const drawn = createVisionChallenge(1);
    for (const { request, check } of challenges) {
      expect(Object.keys(request).sort()).toEqual(Object.keys(drawn.request).sort());
      const { kind } = parseVisionRequest(request);
      expect(kind === "detection" ? check?.objects?.[0]?.label : check?.label).toBe(
        kind === "detection" ? "poster" : "wall",
      );
    }
    expect(new Set(challenges.map(({ request }) => request.task)).size).toBe(2);
  });

  it("moves the boxes with the pixels", async () => {
    const challenges = (await draw(40, 2)).filter(({ check }) => check?.objects);
    expect(challenges.length).toBeGreaterThan(10);
    for (const { request, check } of challenges) {
      // A tilted or slightly turned poster is a little smaller than the box around its corners.
      expect(iou(await redBox(request.image), check!.objects![0]!.box)).toBeGreaterThan(0.8);
    }
  });

  it("sends no byte of the file as it was: no tags, no two alike, each miner its own", async () => {
    const pool = await openLabelledPool(folder);
    const views = await pool.draw(seededRandom(4), 6);
    expect(new Set(views.map(({ request }) => Buffer.from(request.image).toString("hex"))).size).toBe(6);
    for (const { request } of views) {
      expect((await sharp(request.image).metadata()).exif).toBeUndefined();
      expect(Buffer.from(request.image).includes("wall-0001")).toBe(false);
    }
    expect((await pool.draw(seededRandom(4), 6))[5]).toEqual(views[5]);
  });

  it.each([
    ["json", "{"],
    ["json", "7"],
    ["file", '{"label":"x"}'],
    ["label", '{"file":"a.png"}'],
    ["objects", '{"file":"a.png","objects":[{"label":"x","left":0.5,"top":0,"right":0.4,"bottom":1}]}'],
    ["objects", '{"file":"a.png","objects":{}}'],
  ])("names line and field (%s) of what it cannot read", async (field, line) => {
    const other = await mkdtemp(join(tmpdir(), "taostack-pool-"));
    await writeFile(join(other, "labels.jsonl"), `\n${line}\n`);
    await expect(openLabelledPool(other)).rejects.toMatchObject({
      data: { code: "commodities/bad_labelled_image", line: 2, field },
    });
    await rm(other, { recursive: true });
  });
});

describe("a secret transformation", () => {
  it("keeps what is labelled in the image, whatever the seed", () => {
    const image = { width: 48, height: 32, data: new Uint8Array(3 * 48 * 32).fill(120) };
    const objects = [{ label: "thing", box: { left: 0.2, top: 0.3, right: 0.7, bottom: 0.9 } }];
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const random = seededRandom(seed);
        const changed = applyTransform({ image, objects }, keepingTransform({ image, objects }, random, 0.06), random);
        const { box } = changed.objects[0]!;
        expect(changed.image.data).toHaveLength(3 * changed.image.width * changed.image.height);
        expect(box.right - box.left).toBeGreaterThan(0.2);
        expect(box.bottom - box.top).toBeGreaterThan(0.2);
      }),
      { numRuns: 20 },
    );
  });
});
