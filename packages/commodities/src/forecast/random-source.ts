import { seededRandom } from "../text/tasks/random.js";

/** Numbers in [0, 1). */
export type RandomSource = () => number;

export const randomSource = (seed: number): RandomSource => seededRandom(seed);

/** A standard normal number (Box-Muller). */
export const gaussian = (random: RandomSource): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Student's t with `degrees` (whole, above 2), scaled to a variance of 1. */
export function studentT(random: RandomSource, degrees: number): number {
  let chi = 0;
  for (let i = 0; i < degrees; i++) chi += gaussian(random) ** 2;
  return gaussian(random) / Math.sqrt(chi / (degrees - 2));
}

/** 32 random bits as a whole number. */
export const randomWord = (random: RandomSource): number => Math.floor(random() * 2 ** 32);
