// What serving a graph costs beside a bare onnxruntime loop, what batching brings, and what it leaves to the event loop.
// The graph is the bundled tao-text, given prompts of 64 tokens, where a run takes milliseconds, and of one, which
// leaves much to gain by a batch.
import { setMaxListeners } from "node:events";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { loadOnnxModel } from "@taostack/inference";
import { InferenceSession, Tensor } from "onnxruntime-node";

const ROUNDS = Number(process.env.ROUNDS ?? 9);
const CANCELLED = 10_000;
const bundled = fileURLToPath(new URL("../../../models/tao-text/onnx/model.onnx", import.meta.url));

const folder = await mkdtemp(join(tmpdir(), "bench-"));
await mkdir(join(folder, "onnx"));
await copyFile(bundled, join(folder, "onnx", "model.onnx"));
await writeFile(join(folder, "manifest.json"), JSON.stringify({ name: "tao-text", task: "bench" }));

const model = await loadOnnxModel(folder, { maxConcurrent: 32, maxQueue: CANCELLED });
const session = await InferenceSession.create(bundled, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: false,
  enableMemPattern: false,
});

/** One item with `length` tokens and no past. */
const itemOf = (length) =>
  Object.fromEntries(
    model.inputs.map(({ name, type, dims }) => {
      const shape = dims.slice(1).map((dim) => (typeof dim === "number" ? dim : name.startsWith("past") ? 0 : length));
      const size = shape.reduce((product, dim) => product * dim, 1);
      const data =
        type === "int64"
          ? BigInt64Array.from({ length: size }, (_, index) => BigInt(name === "attention_mask" ? 1 : index + 1))
          : new Float32Array(size);
      return [name, { type, data, dims: shape }];
    }),
  );

const bareRun = (item) =>
  session.run(
    Object.fromEntries(
      Object.entries(item).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, [1, ...dims])]),
    ),
  );

/** Calls in a second on the clock, and calls in a second of processor time, which other programs disturb less. */
async function speedOf(count, work) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work(count);
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { clock: (1000 * count) / elapsed, processor: (1e6 * count) / (user + system) };
}

const oneByOne = (run) => async (count) => {
  for (let index = 0; index < count; index += 1) await run();
};

const concurrently = (run, width) => async (count) => {
  let left = count;
  const client = async () => {
    while (left-- > 0) await run();
  };
  await Promise.all(Array.from({ length: width }, client));
};

/** Median and quartiles of ratios whose two sides were timed one right after the other. */
function report(name, ratios, goal) {
  const sorted = ratios.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.floor(part * (sorted.length - 1))].toFixed(2);
  console.log(
    `${name.padEnd(54)} ${at(0.5)} (quartiles ${at(0.25)} to ${at(0.75)})${goal === undefined ? "" : `  goal ≥ ${goal}`}`,
  );
}

async function compare(name, goal, count, work, baseline) {
  const ratios = { clock: [], processor: [] };
  await work(count >> 2);
  await baseline(count >> 2);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await speedOf(count, baseline);
    const measured = await speedOf(count, work);
    const after = await speedOf(count, baseline);
    for (const time of ["clock", "processor"]) {
      ratios[time].push(measured[time] / Math.sqrt(before[time] * after[time]));
    }
  }
  report(`${name}, by the clock`, ratios.clock, goal);
  report(`${name}, by processor time`, ratios.processor, goal);
}

async function quietHeap() {
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc?.();
    await sleep(50);
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

const long = itemOf(64);
const short = itemOf(1);

console.log(`${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}; ${ROUNDS} rounds`);
const served = (item) => () => model.run(item);
const bare = (item) => () => bareRun(item);
await compare("64 tokens, 1 caller / bare loop", 0.95, 100, oneByOne(served(long)), oneByOne(bare(long)));
await compare("1 token, 1 caller / bare loop", undefined, 400, oneByOne(served(short)), oneByOne(bare(short)));
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
await compare("1 token, 16 callers / 1 caller", 3, 800, concurrently(served(short), 16), oneByOne(served(short)));
await compare(
  "64 tokens, 16 callers / 1 caller",
  undefined,
  100,
  concurrently(served(long), 16),
  oneByOne(served(long)),
);
delay.disable();
console.log(
  `event loop delay meanwhile: p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms  goal < 30 (timer of 5 ms included)`,
);

async function cancelMany() {
  for (let wave = 0; wave < 10; wave += 1) {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const runs = Array.from({ length: CANCELLED / 10 }, () =>
      model.run(short, { signal: controller.signal }).catch(() => undefined),
    );
    await sleep(1);
    controller.abort();
    await Promise.all(runs);
  }
  await model.run(short);
}
await cancelMany();
const before = { heap: await quietHeap(), handles: process.getActiveResourcesInfo().length };
await cancelMany();
const after = { heap: await quietHeap(), handles: process.getActiveResourcesInfo().length };
console.log(
  `${CANCELLED} cancelled: heap ${before.heap.toFixed(1)} → ${after.heap.toFixed(1)} MiB, handles ${before.handles} → ${after.handles}`,
);
await model.dispose();
await session.release();
await rm(folder, { recursive: true });
