import { setImmediate as nextTurn } from "node:timers/promises";

/** How long one piece of a long work may keep others waiting. */
const TURN_MS = 10;

/** Does a long work in pieces, with a turn for others between them. */
export async function inTurns(steps: Iterable<void>): Promise<void> {
  let began = performance.now();
  for (const _ of steps) {
    if (performance.now() - began < TURN_MS) continue;
    await nextTurn();
    began = performance.now();
  }
}
