import type { InferenceSession } from "onnxruntime-node";
import { sizeOf, zeros } from "../tensor.js";
import { Batcher } from "./batcher.js";
import { type GraphPorts, readPorts } from "./graph-ports.js";
import { runItems } from "./graph-run.js";
import type { EngineFacts, GraphEngineOptions, PortInfo, PortTensors } from "./messages.js";
import type { CallContext, Outcome, Program } from "./program.js";
import { createSession } from "./session.js";

export interface GraphProgram extends Program<EngineFacts["graph"]> {
  readonly handlers: {
    run(input: PortTensors, context: Pick<CallContext<"run">, "signal">): Promise<Outcome<PortTensors>>;
  };
}

/** Any graph: named tensors in, named tensors out, several items in one run where the graph's first dimension is free. */
export async function loadGraphProgram(options: GraphEngineOptions): Promise<GraphProgram> {
  const session = await createSession(options.modelPath, options.session);
  const ports = readPorts(session, options.batch);
  const batches = [...ports.inputs, ...ports.outputs].every(({ batched, shape }) => batched && shape[0] !== 1);
  const { maxBatch, maxBatchDelayMs } = options;
  const batcher = new Batcher<PortTensors, PortTensors>(
    batches ? { maxBatch, maxBatchDelayMs } : { maxBatch: 1, maxBatchDelayMs: 0 },
    (items) => runItems(session, ports, items),
  );
  const runMs = await tryOut(session, ports, options.warmUp);
  return {
    facts: { ...ports, ...(runMs === undefined ? {} : { runMs }) },
    handlers: {
      run: async (input, { signal }) => {
        const key = batches ? input.dims.join(";") : "";
        const result = await batcher.add(input, key, signal);
        const buffers = new Set(result.data.map(({ buffer }) => buffer as ArrayBuffer));
        return { result, transfer: [...buffers] };
      },
    },
    release: () => session.release(),
  };
}

/** The first run of a session takes longer than those after it, and other programs disturb some. */
const TRIES = 8;
/** What all tries together may delay the loading by. */
const TRY_MS = 50;

/**
 * What is wrong with a graph shows when it is loaded. Needs a size for each free dimension; without, nothing is run.
 * @returns Milliseconds of the quickest run, if all items have the same size.
 */
async function tryOut(
  session: InferenceSession,
  ports: GraphPorts,
  given: GraphEngineOptions["warmUp"],
): Promise<number | undefined> {
  const own = ports.inputs.map(({ shape, batched }: PortInfo) => (batched ? shape.slice(1) : shape));
  const dims = own.map((dims, index) => given[ports.inputs[index]!.name] ?? dims);
  if (!dims.every(isFixed)) return undefined;
  const data = dims.map((dims, index) => zeros(ports.inputs[index]!.type, sizeOf(dims)));
  const begin = performance.now();
  let quickest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < TRIES && performance.now() - begin < TRY_MS; run++) {
    const start = performance.now();
    await runItems(session, ports, [{ data, dims }]);
    quickest = Math.min(quickest, performance.now() - start);
  }
  return own.every(isFixed) ? quickest : undefined;
}

const isFixed = (dims: readonly (number | string)[]): dims is readonly number[] =>
  dims.every((dim) => typeof dim === "number");
