import { createDifference, createProduct, createSum } from "./arithmetic.js";
import { createExtraction } from "./extraction.js";
import { createLargest, createSort } from "./numbers.js";
import { pick } from "./random.js";
import { createLookup, createReading } from "./reading.js";
import { createRewriting } from "./rewriting.js";
import type { KnownAnswerTask, Random, TaskKind } from "./task.js";
import { createCount, createPick, createRemove, createReplace, createReverse } from "./words.js";

const generators: Readonly<Record<TaskKind, (random: Random) => KnownAnswerTask>> = {
  sum: createSum,
  difference: createDifference,
  product: createProduct,
  reading: createReading,
  lookup: createLookup,
  extract: createExtraction,
  rewrite: createRewriting,
  reverse: createReverse,
  pick: createPick,
  count: createCount,
  remove: createRemove,
  replace: createReplace,
  largest: createLargest,
  sort: createSort,
};

/** Every kind, each as likely as the others in `createTask`. */
export const taskKinds = Object.keys(generators) as readonly TaskKind[];

/** A fresh question with a known answer; the same numbers from `random` give the same question. */
export function createTask(random: Random, kind: TaskKind = pick(random, taskKinds)): KnownAnswerTask {
  return generators[kind](random);
}
