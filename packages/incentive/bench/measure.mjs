// Times of one function, in turns of which each is long enough for the clock.
import { setTimeout } from "node:timers/promises";

const MIN_TURN_MS = 5;
const WARM_UP_MS = 300;

/** Runs until the compiler is done with it, and at least once. @returns Milliseconds of the last run. */
export function warmUp(job) {
  const end = performance.now() + WARM_UP_MS;
  let last = 0;
  do {
    const start = performance.now();
    job();
    last = performance.now() - start;
  } while (performance.now() < end);
  return last;
}

/**
 * Milliseconds of processor time a call takes, by turn, in ascending order. Other processes then cost little, where the
 * time on the clock would count them in; what the garbage collector does on other threads counts.
 */
export function measure(job, turns) {
  const calls = Math.max(1, Math.ceil(MIN_TURN_MS / warmUp(job)));
  const times = Array.from({ length: turns }, () => {
    const before = process.cpuUsage();
    for (let call = 0; call < calls; call += 1) job();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000 / calls;
  });
  return times.sort((a, b) => a - b);
}

export const median = (ascending) => ascending[ascending.length >> 1];
/** Half the distance from the first to the third quarter, of the median, in percent. */
export const spread = (ascending) => {
  const quarter = ascending.length >> 2;
  return (50 * (ascending.at(-1 - quarter) - ascending[quarter])) / median(ascending);
};

/**
 * Bytes that a call allocates on the heap and in array buffers, its result among them; the median of some tries. The
 * pause lets the collector, which frees buffers on a thread of its own, finish what it began.
 */
export async function allocated(job) {
  const tries = [];
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc();
    await setTimeout(20);
    const before = process.memoryUsage();
    const result = job();
    const after = process.memoryUsage();
    tries.push(after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers);
    if (result === undefined) throw new Error("The job has no result to keep alive.");
  }
  return median(tries.sort((a, b) => a - b));
}
