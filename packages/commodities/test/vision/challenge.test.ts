import { VisionRequest } from "@taostack/protocol";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import {
  createVisionChallenge,
  createVisionChallenges,
  drawnLabels,
  iou,
  parseVisionRequest,
} from "../../src/index.js";
import { seededRandom } from "../../src/vision/random.js";

const challenges = Array.from({ length: 120 }, (_, seed) => createVisionChallenge(4000 + seed));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("createVisionChallenge", () => {
  it("gives the same for the same seed, file and id included, and another for another", () => {
    expect(createVisionChallenge(4000)).toEqual(challenges[0]);
    expect(createVisionChallenge(seededRandom(4000))).toEqual(challenges[0]);
    expect(new Set(challenges.map(({ request }) => hex(request.image))).size).toBe(challenges.length);
    expect(new Set(challenges.map(({ request }) => request.requestId)).size).toBe(challenges.length);
  });

  it("asks what a miner has to serve, half for labels, half for boxes, in both formats", () => {
    const tasks = challenges.map(({ request }) =>
      parseVisionRequest(VisionRequest.decode(VisionRequest.encode(request))),
    );
    const share = (holds: (task: (typeof tasks)[number]) => boolean) => tasks.filter(holds).length / tasks.length;
    expect(share(({ kind }) => kind === "detection")).toBeGreaterThan(0.35);
    expect(share(({ kind }) => kind === "classification")).toBeGreaterThan(0.35);
    expect(share(({ header }) => header.format === "png")).toBeGreaterThan(0.1);
    expect(share(({ header }) => header.format === "jpeg")).toBeGreaterThan(0.5);
  });

  it("knows the answer: one label, or objects that lie in the image and hardly over one another", () => {
    for (const { request, check } of challenges) {
      expect([...request.labels].sort()).toEqual([...drawnLabels].sort());
      if (request.task === "classification") {
        expect(request.labels).toContain(check?.label);
        expect(check?.objects).toBeUndefined();
        continue;
      }
      const objects = check!.objects!;
      objects.forEach(({ label, box }, index) => {
        expect(request.labels).toContain(label);
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.bottom).toBeLessThanOrEqual(1);
        expect(box.right - box.left).toBeGreaterThan(0.03);
        expect(box.bottom - box.top).toBeGreaterThan(0.03);
        for (const other of objects.slice(index + 1)) expect(iou(box, other.box)).toBeLessThan(0.35);
      });
    }
  });

  it("names the labels in an order that says nothing", () => {
    const places = challenges.flatMap(({ request, check }) =>
      check?.label ? [request.labels.indexOf(check.label)] : [],
    );
    expect(new Set(places).size).toBeGreaterThan(8);
  });

  it("shows every label, and scenes with none to six objects", () => {
    const many = challenges.map(({ check }) => check!);
    expect(new Set(many.flatMap(({ label }) => label ?? [])).size).toBe(drawnLabels.length);
    const counts = new Set(many.flatMap(({ objects }) => objects?.length ?? []));
    expect(Math.min(...counts)).toBe(0);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(5);
  });

  it("sends pixels and nothing else: no time, no place, no program, no colour profile", async () => {
    for (const { request } of challenges.slice(0, 12)) {
      const { exif, iptc, xmp, icc, comments, orientation } = await sharp(request.image).metadata();
      expect([exif, iptc, xmp, icc, comments, orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it("has the fields that a gateway's request has", () => {
    for (const { request } of challenges) {
      expect(Object.keys(request).sort()).toEqual(["image", "labels", "maxBoxes", "model", "requestId", "task"]);
      expect(request.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });
});

describe("createVisionChallenges", () => {
  it("shows one scene to each miner from another side", () => {
    for (let seed = 0; seed < 12; seed++) {
      const views = createVisionChallenges(seed, 4);
      const labels = ({ check }: (typeof views)[number]) => check?.label ?? check?.objects?.map(({ label }) => label);
      expect(new Set(views.map(({ request }) => hex(request.image))).size).toBe(4);
      for (const view of views) expect(labels(view)).toEqual(labels(views[0]!));
      const [first, second] = views.map(({ check }) => check?.objects?.[0]?.box);
      if (first && second) expect(iou(first, second)).toBeLessThan(0.95);
    }
  });
});
