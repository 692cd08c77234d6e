import type { VisionRequest } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import { createVisionChallenge, defaultVisionLimits, drawnLabels, parseVisionRequest } from "../../src/index.js";

const { request } = createVisionChallenge(3);
const { image } = request;
const classification: VisionRequest = { ...request, task: "classification", maxBoxes: 0 };
const detection: VisionRequest = { ...request, task: "detection", maxBoxes: 20 };

describe("parseVisionRequest", () => {
  it("says what is asked of the model", () => {
    const labels = [...drawnLabels];
    expect(parseVisionRequest({ ...classification, labels })).toMatchObject({
      kind: "classification",
      labels,
      image,
      maxBoxes: 0,
    });
    expect(parseVisionRequest({ ...detection, labels })).toMatchObject({ kind: "detection", labels, maxBoxes: 20 });
    expect(parseVisionRequest(classification).header.width).toBeGreaterThan(80);
  });

  it.each<[string, VisionRequest, RegExp]>([
    ["another task", { ...request, task: "caption" }, /task is "caption"\. Take one of classification, detection/],
    ["no label", { ...classification, labels: [] }, /labels is empty/],
    ["an empty label", { ...classification, labels: ["star", " "] }, /labels\[1\] is " "/],
    [
      "a label too long",
      { ...classification, labels: ["x".repeat(65)] },
      /labels\[0\] is "x{32}"\. A label has 1 to 64/,
    ],
    ["a label twice", { ...classification, labels: ["star", "fish", "star"] }, /labels\[2\] is "star" once more/],
    [
      "too many labels",
      { ...classification, labels: Array.from({ length: 257 }, (_, i) => `${i}`) },
      /257 labels\. Send at most 256/,
    ],
    ["boxes of a classification", { ...classification, maxBoxes: 5 }, /max_boxes is 5 though task is "classification"/],
    ["no boxes of a detection", { ...detection, maxBoxes: 0 }, /max_boxes is 0\. Take a number from 1 to 100/],
    ["too many boxes", { ...detection, maxBoxes: 101 }, /max_boxes is 101/],
    ["no image", { ...classification, image: new Uint8Array(0) }, /image is empty/],
    [
      "a text",
      { ...classification, image: Buffer.from("a very fine picture, surely") },
      /image begins with 6120766572792066/,
    ],
  ])("refuses %s, with field, value and remedy", (_, wrong, message) => {
    expect(() => parseVisionRequest(wrong)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(message),
        data: expect.objectContaining({ code: "protocol/invalid_argument" }),
        remedy: expect.stringMatching(/./),
      }),
    );
  });

  it("keeps to the limits that it is given", () => {
    const limits = { ...defaultVisionLimits, maxImageBytes: image.length - 1 };
    expect(() => parseVisionRequest(classification, limits)).toThrow(/Send at most/);
    expect(() => parseVisionRequest(classification, { ...defaultVisionLimits, maxSide: 64 })).toThrow(/scale it down/);
    expect(() => parseVisionRequest(classification, { ...defaultVisionLimits, maxPixels: 64 })).toThrow(
      /scale it down/,
    );
  });
});
