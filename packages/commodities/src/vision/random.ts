export { integer, pick, sample, seededRandom } from "../text/tasks/random.js";
export type { Random } from "../text/tasks/task.js";

import type { Random } from "../text/tasks/task.js";

/** A number from `low` to `high`. */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
