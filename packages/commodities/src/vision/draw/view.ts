import { compose, type Homography, rotation, scaling, tilting, translation } from "../geometry/homography.js";
import { randomDimensions } from "../image/dimensions.js";
import { between, pick, type Random } from "../random.js";

/** From where, through what and onto how many pixels a scene is seen. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** From the scene to pixels. */
  readonly map: Homography;
}

/** Turned any way, mirrored or not, nearer or farther, and tilted. */
export function randomView(random: Random): View {
  const [width, height] = randomDimensions(random);
  const zoom = Math.min(width, height) * between(random, 0.85, 1.08);
  const map = compose(
    translation(width / 2, height / 2),
    scaling(zoom, zoom),
    rotation(pick(random, [0, 1, 2, 3]) * (Math.PI / 2) + between(random, -0.3, 0.3)),
    scaling(pick(random, [1, -1]), 1),
    tilting(between(random, -0.2, 0.2), between(random, -0.2, 0.2)),
    translation(-0.5, -0.5),
  );
  return { width, height, map };
}
