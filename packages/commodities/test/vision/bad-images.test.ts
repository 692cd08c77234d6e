import { type NeuronChannel, type NeuronServer, type VisionRequest, VisionService } from "@taostack/protocol";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerVision, createVisionChallenge, defaultVisionLimits, type VisionModel, vision } from "../../src/index.js";
import { encodeImage } from "../../src/vision/image/encode.js";
import { seededRandom } from "../../src/vision/random.js";
import { serveMarket } from "../support/over-channel.js";

const good = createVisionChallenge(11).request;
const random = seededRandom(8);
const noise = { width: 120, height: 90, data: Uint8Array.from({ length: 32_400 }, () => Math.floor(256 * random())) };
const png = encodeImage(noise, { format: "png" });
const jpeg = encodeImage(noise, { format: "jpeg", quality: 80 });

/** Another width and height in the header, its checksum left wrong or not. */
function declaring(file: Uint8Array, width: number, height: number): Uint8Array {
  const changed = Uint8Array.from(file);
  const view = new DataView(changed.buffer);
  if (file === png) {
    view.setUint32(16, width);
    view.setUint32(20, height);
    return changed;
  }
  const frame = changed.findIndex((byte, index) => byte === 0xff && changed[index + 1] === 0xc0);
  view.setUint16(frame + 5, height);
  view.setUint16(frame + 7, width);
  return changed;
}

const cut = (file: Uint8Array, share: number) => file.subarray(0, Math.floor(share * file.length));

describe("bad images", () => {
  let model: VisionModel;
  let server: NeuronServer;
  let channel: NeuronChannel;
  let bomb: Uint8Array;
  beforeAll(async () => {
    model = await vision.loadModel("tao-vision-mini");
    const served = await serveMarket(vision.serve(model));
    server = served.server;
    channel = await served.connect("//Alice");
    // 16,000 × 16,000 pixels of one colour: 768 MB when decoded.
    const [side, background] = [16_000, { r: 1, g: 2, b: 3 }];
    bomb = await sharp({ create: { width: side, height: side, channels: 3, background }, limitInputPixels: false })
      .png({ compressionLevel: 9 })
      .toBuffer();
  });
  afterAll(async () => {
    channel?.close();
    await server?.stop();
    await model?.dispose();
  });

  const ask = (image: Uint8Array, change: Partial<VisionRequest> = {}) =>
    channel.client(VisionService).recognise({ ...good, ...change, image }, { timeoutMs: 20_000 });
  const answersStill = async () => {
    const { labels, boxes } = await ask(good.image);
    expect(labels.length + boxes.length).toBeGreaterThan(0);
  };
  const refusal = (message: RegExp) => ({
    message: expect.stringMatching(message),
    data: expect.objectContaining({ code: "protocol/invalid_argument", verified: true }),
  });

  it("a bomb is refused by what it declares, before it is decoded", async () => {
    expect(bomb.length).toBeLessThan(defaultVisionLimits.maxImageBytes);
    const before = process.memoryUsage().rss;
    await expect(ask(bomb)).rejects.toMatchObject(refusal(/image declares 16000 × 16000 pixels/));
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20);
    await answersStill();
  });

  it.each([
    ["PNG", png],
    ["JPEG", jpeg],
  ])("a %s that declares more or less than it holds is refused or read, and harms nothing", async (_, file) => {
    for (const [width, height] of [
      [60_000, 60_000],
      [0, 90],
      [4000, 4000],
      [120, 45],
      [2_000_000_000, 1],
    ] as const) {
      await ask(declaring(file, width, height)).catch((error) => expect(error).toMatchObject(refusal(/^.*image /)));
    }
    await answersStill();
  });

  it("200 MB are refused by their number, and never reach a miner", async () => {
    const huge = new Uint8Array(200 * 2 ** 20);
    huge.set(png);
    await expect(
      answerVision(model, { ...good, image: huge }, defaultVisionLimits, AbortSignal.timeout(1000)),
    ).rejects.toThrow(/image has 209715200 bytes\. Send at most 3145728/);
    await expect(ask(huge.subarray(0, 5 * 2 ** 20))).rejects.toMatchObject({
      data: { code: "protocol/resource_exhausted" },
    });
    await answersStill();
  });

  it.each([
    ["PNG", png],
    ["JPEG", jpeg],
  ])("a %s that is cut short is refused, wherever the cut is", async (_, file) => {
    for (const share of [0.0005, 0.002, 0.02, 0.1, 0.5, 0.9, 0.99]) {
      await expect(ask(cut(file, share))).rejects.toMatchObject(refusal(/image (begins|has|is)/));
    }
    await answersStill();
  });

  it("bytes that are no image, or an image of another kind, are refused", async () => {
    const others = await Promise.all([
      sharp(png).webp().toBuffer(),
      sharp(png).gif().toBuffer(),
      sharp(png).tiff().toBuffer(),
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
      Buffer.from("%PDF-1.7"),
    ]);
    for (const file of others) await expect(ask(file)).rejects.toMatchObject(refusal(/image begins with/));
    await answersStill();
  });

  it("damage of any kind is refused or seen through, and harms nothing", { timeout: 120_000 }, async () => {
    for (let tries = 0; tries < 60; tries++) {
      const damaged = Uint8Array.from(tries % 2 === 0 ? png : jpeg);
      for (let index = 0; index < 8; index++)
        damaged[Math.floor(random() * damaged.length)] = Math.floor(256 * random());
      await ask(damaged).catch((error) => expect(error).toMatchObject(refusal(/image /)));
    }
    await answersStill();
  });

  it("many at once leave the good ones their answers", { timeout: 120_000 }, async () => {
    const answers = await Promise.allSettled([
      ...Array.from({ length: 8 }, () => ask(bomb)),
      ...Array.from({ length: 8 }, () => ask(cut(png, 0.7))),
      ...Array.from({ length: 8 }, () => ask(good.image)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([...Array(16).fill("rejected"), ...Array(8).fill("fulfilled")]);
  });
});
