// What serving graphs costs beside a bare onnxruntime loop, and what batching brings: the bundled vision and forecast models at their
// real sizes, and the graph of tao-text given prompts of 480 tokens, of 64 and of one. The bare loop runs on the calling thread, as one would
// write it without this package: the same file, session settings and number of threads, `await session.run(…)`, nothing checked. Each
// run of either has an array of its own as input, as requests have.
import { setMaxListeners } from "node:events";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadOnnxModel } from "@taostack/inference";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { bareSettings, compare, concurrently, leaksOf, ROUNDS, watchLoop } from "./measure.mjs";

/** One item: for a text graph, `length` tokens and no past. */
const itemOf = (model, length) =>
  Object.fromEntries(
    model.inputs.map(({ name, type, dims }) => {
      const shape = dims.slice(1).map((dim) => (typeof dim === "number" ? dim : name.startsWith("past") ? 0 : length));
      const size = shape.reduce((product, dim) => product * dim, 1);
      const data =
        type === "int64"
          ? BigInt64Array.from({ length: size }, (_, index) => BigInt(name === "attention_mask" ? 1 : index + 1))
          : Float32Array.from({ length: size }, (_, index) => 0.01 * Math.sin(index));
      return [name, { type, data, dims: shape }];
    }),
  );

const freshly = (item) =>
  Object.fromEntries(Object.entries(item).map(([name, tensor]) => [name, { ...tensor, data: tensor.data.slice() }]));

const bareRun = (session, item) =>
  session.run(
    Object.fromEntries(
      Object.entries(item).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, [1, ...dims])]),
    ),
  );

const served = (model, item, width, count) => concurrently(() => model.run(freshly(item)).then(() => 1), width, count);

/** @param count - Runs in each round. */
async function benchGraph(name, folder, { length = 1, count, options = {}, batchGoal }) {
  const model = await loadOnnxModel(folder, options);
  const session = await InferenceSession.create(join(folder, "onnx", "model.onnx"), bareSettings);
  const item = itemOf(model, length);
  const bare = concurrently(() => bareRun(session, freshly(item)).then(() => 1), 1, count);
  // Not watched: the bare loop blocks its own thread.
  await compare(`${name}, 1 caller / bare loop`, 0.95, served(model, item, 1, count), bare, 5 * ROUNDS);
  await watchLoop(() =>
    compare(
      `${name}, 16 callers / 1 caller`,
      batchGoal,
      served(model, item, 16, 4 * count),
      served(model, item, 1, count),
      3 * ROUNDS,
    ),
  );
  await Promise.all([model.dispose(), session.release()]);
}

/** The graph of a language model as a folder for `loadOnnxModel`. */
async function graphFolder(bundled) {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  await mkdir(join(folder, "onnx"));
  await copyFile(join(bundled, "onnx", "model.onnx"), join(folder, "onnx", "model.onnx"));
  await writeFile(join(folder, "manifest.json"), JSON.stringify({ name: "tao-text", task: "bench" }));
  return folder;
}

async function benchCancelled(folder, cancelled) {
  const model = await loadOnnxModel(folder, { maxConcurrent: 32, maxQueue: cancelled });
  const item = itemOf(model, 1);
  await leaksOf(`${cancelled} cancelled runs`, async () => {
    for (let wave = 0; wave < 10; wave += 1) {
      const controller = new AbortController();
      setMaxListeners(0, controller.signal);
      const { signal } = controller;
      const runs = Array.from({ length: cancelled / 10 }, () => model.run(item, { signal }).catch(() => undefined));
      await sleep(1);
      controller.abort();
      await Promise.all(runs);
    }
    await model.run(item);
  });
  await model.dispose();
}

export async function benchGraphs(models, cancelled) {
  const text = await graphFolder(join(models, "tao-text"));
  await benchGraph("graph of tao-text, 480 tokens", text, { length: 480, count: 4 });
  await benchGraph("graph of tao-text, 64 tokens", text, { length: 64, count: 20 });
  await benchGraph("graph of tao-text, 1 token", text, { count: 100, batchGoal: 3 });
  await benchGraph("tao-vision", join(models, "tao-vision"), { count: 50 });
  await benchGraph("tao-vision-mini", join(models, "tao-vision-mini"), { count: 100 });
  await benchGraph("tao-forecast", join(models, "tao-forecast"), { count: 200 });
  await benchGraph("tao-forecast on its own thread", join(models, "tao-forecast"), {
    count: 200,
    options: { ownThread: true },
    batchGoal: 3,
  });
  await benchCancelled(text, cancelled);
  await rm(text, { recursive: true });
}
