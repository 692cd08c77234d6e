// What serving a graph costs beside a bare onnxruntime loop, and what batching brings. The graph is the bundled tao-text, given
// prompts of 64 tokens, where a run takes milliseconds, and of one, which leaves much to gain by a batch.
import { setMaxListeners } from "node:events";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadOnnxModel } from "@taostack/inference";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { compare, concurrently, leaksOf, watchLoop } from "./measure.mjs";

/** One item with `length` tokens and no past. */
const itemOf = (model, length) =>
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

const bareRun = (session, item) =>
  session.run(
    Object.fromEntries(
      Object.entries(item).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, [1, ...dims])]),
    ),
  );

export async function benchGraphs(bundled, cancelled) {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  await mkdir(join(folder, "onnx"));
  const graph = join(bundled, "onnx", "model.onnx");
  await copyFile(graph, join(folder, "onnx", "model.onnx"));
  await writeFile(join(folder, "manifest.json"), JSON.stringify({ name: "tao-text", task: "bench" }));
  const model = await loadOnnxModel(folder, { maxConcurrent: 32, maxQueue: cancelled });
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false, enableMemPattern: false };
  const session = await InferenceSession.create(graph, options);
  const [long, short] = [itemOf(model, 64), itemOf(model, 1)];
  const served = (item, width, count) => concurrently(() => model.run(item).then(() => 1), width, count);
  const bare = (item, count) => concurrently(() => bareRun(session, item).then(() => 1), 1, count);

  // Not watched: the bare loop blocks its own thread.
  await compare("64 tokens, 1 caller / bare loop", 0.95, served(long, 1, 100), bare(long, 100));
  await compare("1 token, 1 caller / bare loop", undefined, served(short, 1, 400), bare(short, 400));
  await watchLoop(async () => {
    await compare("1 token, 16 callers / 1 caller", 3, served(short, 16, 800), served(short, 1, 800));
    await compare("64 tokens, 16 callers / 1 caller", undefined, served(long, 16, 100), served(long, 1, 100));
  });
  await leaksOf(`${cancelled} cancelled runs`, async () => {
    for (let wave = 0; wave < 10; wave += 1) {
      const controller = new AbortController();
      setMaxListeners(0, controller.signal);
      const { signal } = controller;
      const runs = Array.from({ length: cancelled / 10 }, () => model.run(short, { signal }).catch(() => undefined));
      await sleep(1);
      controller.abort();
      await Promise.all(runs);
    }
    await model.run(short);
  });
  await model.dispose();
  await session.release();
  await rm(folder, { recursive: true });
}
