import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, boxAround, clipBox, iou, transformBox, visibleShare } from "../../src/vision/geometry/box.js";
import {
  apply,
  compose,
  type Homography,
  identity,
  invert,
  rotation,
  scaling,
  shearing,
  tilting,
  translation,
} from "../../src/vision/geometry/homography.js";

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const boxes: fc.Arbitrary<Box> = fc
  .tuple(
    fraction,
    fraction,
    fc.double({ min: 0.01, max: 1, noNaN: true }),
    fc.double({ min: 0.01, max: 1, noNaN: true }),
  )
  .map(([left, top, width, height]) => ({ left, top, right: left + width, bottom: top + height }));
const signed = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

const about = (map: Homography): Homography => compose(translation(0.5, 0.5), map, translation(-0.5, -0.5));

const upright: fc.Arbitrary<Homography> = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.boolean(),
    fc.double({ min: 0.3, max: 3, noNaN: true }),
    signed(0.5),
    signed(0.5),
  )
  .map(([quarters, mirrored, zoom, x, y]) =>
    about(
      compose(
        translation(x, y),
        scaling(zoom, zoom),
        rotation((quarters * Math.PI) / 2),
        scaling(mirrored ? -1 : 1, 1),
      ),
    ),
  );
const anyMap: fc.Arbitrary<Homography> = fc
  .tuple(upright, signed(3), signed(0.3), signed(0.3), signed(0.3))
  .map(([map, angle, shear, tiltX, tiltY]) =>
    about(compose(map, rotation(angle), shearing(shear), tilting(tiltX, tiltY))),
  );

const edges = ({ left, top, right, bottom }: Box) => [left, top, right, bottom];

function expectSame(a: Box, b: Box, digits = 9): void {
  for (const [index, edge] of edges(a).entries()) expect(edge).toBeCloseTo(edges(b)[index]!, digits);
}

describe("homographies", () => {
  it("lead back by their inverse", () => {
    fc.assert(
      fc.property(anyMap, fraction, fraction, (map, x, y) => {
        const [u, v] = apply(invert(map), apply(map, [x, y]));
        expect(u).toBeCloseTo(x, 6);
        expect(v).toBeCloseTo(y, 6);
      }),
    );
  });

  it("compose from right to left", () => {
    fc.assert(
      fc.property(anyMap, upright, fraction, fraction, (a, b, x, y) => {
        const [u, v] = apply(compose(a, b), [x, y]);
        const [p, q] = apply(a, apply(b, [x, y]));
        expect(u).toBeCloseTo(p, 6);
        expect(v).toBeCloseTo(q, 6);
      }),
    );
    expect(compose()).toEqual(identity);
  });
});

describe("boxes", () => {
  it("come back from flips, quarter turns, scaling and moving as they were", () => {
    fc.assert(
      fc.property(boxes, upright, (box, map) => expectSame(transformBox(transformBox(box, map), invert(map)), box)),
    );
  });

  it("hold what they held under any other map too", () => {
    fc.assert(
      fc.property(boxes, anyMap, fraction, fraction, (box, map, x, y) => {
        const inside = [box.left + x * (box.right - box.left), box.top + y * (box.bottom - box.top)] as const;
        const [u, v] = apply(map, inside);
        const { left, top, right, bottom } = transformBox(box, map);
        expect(u).toBeGreaterThanOrEqual(left - 1e-9);
        expect(u).toBeLessThanOrEqual(right + 1e-9);
        expect(v).toBeGreaterThanOrEqual(top - 1e-9);
        expect(v).toBeLessThanOrEqual(bottom + 1e-9);
      }),
    );
  });

  it("overlap as much either way, wholly with themselves, and the same after an upright map", () => {
    fc.assert(
      fc.property(boxes, boxes, upright, (a, b, map) => {
        expect(iou(a, b)).toBeCloseTo(iou(b, a), 12);
        expect(iou(a, a)).toBeCloseTo(1, 12);
        expect(iou(transformBox(a, map), transformBox(b, map))).toBeCloseTo(iou(a, b), 6);
      }),
    );
  });

  it("apart or without area do not overlap", () => {
    const box = { left: 0, top: 0, right: 0.4, bottom: 0.4 };
    expect(iou(box, { left: 0.5, top: 0.5, right: 0.9, bottom: 0.9 })).toBe(0);
    expect(iou({ ...box, right: 0 }, { ...box, right: 0 })).toBe(0);
  });

  it("are cut at the image's edges", () => {
    const box = { left: -0.5, top: 0.25, right: 0.5, bottom: 0.75 };
    expectSame(clipBox(box), { ...box, left: 0 });
    expect(visibleShare(box)).toBeCloseTo(0.5, 12);
    expectSame(
      boxAround([
        [0.2, 0.9],
        [0.1, 0.3],
        [0.6, 0.4],
      ]),
      { left: 0.1, top: 0.3, right: 0.6, bottom: 0.9 },
    );
  });
});
