import { between, pick, type Random } from "../random.js";

/**
 * Longer side in pixels of any image that is sent, be it drawn, of a pool or a user's, so that its size does not tell which:
 * 128 to 384, each doubling equally likely.
 */
export const randomLongSide = (random: Random): number => Math.round(128 * 3 ** random());

/** Width and height as photographs have them: from square to 16:9, lying or standing. */
export function randomDimensions(random: Random): readonly [width: number, height: number] {
  const long = randomLongSide(random);
  const short = Math.round(long * between(random, 0.5625, 1));
  return pick(random, [
    [long, short],
    [short, long],
  ] as const);
}
