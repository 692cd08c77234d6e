// Ratios of two kinds of work that are timed one right after the other: what else runs on the machine disturbs both.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

export const ROUNDS = Number(process.env.ROUNDS ?? 9);

/** Of a bare session: those that this package gives its own. */
export const bareSettings = {
  executionProviders: ["cpu"],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: false,
  enableMemPattern: false,
};

/** Units in a second on the clock, and in a second of processor time, which other programs disturb less. */
export async function speedOf(work) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const units = await work();
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { clock: (1000 * units) / elapsed, processor: (1e6 * units) / (user + system) };
}

/** Median and quartiles. */
function report(name, ratios, goal) {
  const sorted = ratios.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.floor(part * (sorted.length - 1))].toFixed(2);
  const wanted = goal === undefined ? "" : `  goal ≥ ${goal}`;
  console.log(`${name.padEnd(58)} ${at(0.5)} (quartiles ${at(0.25)} to ${at(0.75)})${wanted}`);
}

/**
 * @param work, baseline - Do some of the work and say how many units it was.
 * @param rounds - Many short ones find the machine undisturbed more often than a few long ones.
 */
export async function compare(name, goal, work, baseline, rounds = ROUNDS) {
  const ratios = { clock: [], processor: [] };
  await work();
  await baseline();
  for (let round = 0; round < rounds; round += 1) {
    const before = await speedOf(baseline);
    const measured = await speedOf(work);
    const after = await speedOf(baseline);
    for (const time of ["clock", "processor"]) {
      ratios[time].push(measured[time] / Math.sqrt(before[time] * after[time]));
    }
  }
  report(`${name}, by the clock`, ratios.clock, goal);
  report(`${name}, by processor time`, ratios.processor, goal);
}

/** Runs `run(index)` for 0 … count − 1, `width` at a time; the sum of the units that they say. */
export const concurrently = (run, width, count) => async () => {
  let [next, units] = [0, 0];
  const client = async () => {
    while (next < count) {
      const done = await run(next++);
      units += done;
    }
  };
  await Promise.all(Array.from({ length: width }, client));
  return units;
};

/** The 99th percentile of how late timers of this thread come, in ms, the timer's own resolution included. */
async function lateness(work) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  return (delay.percentile(99) / 1e6).toFixed(1);
}

/** How late timers come while `work` is done, and, for control, while nothing is: that is what the machine's other programs do. */
export async function watchLoop(work) {
  const idle = await lateness(() => sleep(3000));
  const busy = await lateness(work);
  console.log(`event loop delay meanwhile: p99 ${busy} ms; of an idle process just before, ${idle} ms  goal < 30`);
}

async function quietHeap() {
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc?.();
    await sleep(50);
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** What `work` leaves behind: it is done twice, and the second time must add nothing. */
export async function leaksOf(name, work) {
  await work();
  const before = { heap: await quietHeap(), handles: process.getActiveResourcesInfo().length };
  await work();
  const after = { heap: await quietHeap(), handles: process.getActiveResourcesInfo().length };
  const heap = `heap ${before.heap.toFixed(1)} → ${after.heap.toFixed(1)} MiB`;
  console.log(`${name}: ${heap}, handles ${before.handles} → ${after.handles}`);
}
