import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { CausalLm } from "./causal-lm.js";
import { GrownCache } from "./grown-cache.js";
import { readCachePorts } from "./key-value-cache.js";
import type { TextEngineOptions } from "./messages.js";
import { type GraphNode, readNodes, withOutputs } from "./onnx-graph.js";
import { type ColumnPort, RaggedCache } from "./ragged-cache.js";
import { createSession } from "./session.js";

export interface LoadedLm {
  readonly lm: CausalLm;
  /** Whether sequences come out of a common run as they do alone. Their caches are then ragged ones, which can be joined. */
  readonly batches: boolean;
}

/** Loads the graph such that its sequences can share a run, where the graph allows it. */
export async function loadCausalLm(options: TextEngineOptions): Promise<LoadedLm> {
  // What goes wrong here goes wrong below as well, where it is reported, or comes from sharing.
  const ragged = await loadRagged(options).catch(() => undefined);
  if (ragged && (await keepsApart(ragged).catch(() => false))) return { lm: ragged.lm, batches: true };
  await ragged?.lm.release();
  const session = await createSession(options.modelPath, options.session);
  const ports = readCachePorts(session);
  const outputs = ports.map((port) => port.present);
  return { lm: new CausalLm(session, outputs, () => new GrownCache(ports)), batches: false };
}

/** A graph whose cache is to be changed is held in memory twice while it is loaded. */
const MAX_GRAPH_BYTES = 2 ** 30;

interface Ragged {
  readonly lm: CausalLm;
  readonly ports: readonly ColumnPort[];
}

/** Absent where the graph does not simply put the columns of further tokens behind the earlier ones. */
async function loadRagged({ modelPath, session: settings }: TextEngineOptions): Promise<Ragged | undefined> {
  // Given the bytes of a graph instead of its path, the runtime would not find weights that lie beside it.
  if (await hasWeightsBeside(modelPath)) return undefined;
  if ((await stat(modelPath)).size > MAX_GRAPH_BYTES) return undefined;
  const bytes = await readFile(modelPath);
  const columns = new Map(readNodes(bytes).flatMap(columnOf));
  const session = await createSession(withOutputs(bytes, [...columns.values()]), settings);
  const all = readCachePorts(session);
  const ports = all.flatMap((port) => {
    const column = columns.get(`${port.input} ${port.present}`);
    return column === undefined ? [] : [{ ...port, column }];
  });
  if (ports.length < all.length) {
    await session.release();
    return undefined;
  }
  const outputs = ports.map((port) => port.column);
  return { lm: new CausalLm(session, outputs, () => new RaggedCache(ports, 1)), ports };
}

async function hasWeightsBeside(modelPath: string): Promise<boolean> {
  const file = basename(modelPath);
  const names = await readdir(dirname(modelPath));
  return names.some((name) => name !== file && name.startsWith(file));
}

/** For a node that puts one value behind a cache input: the names of both ends, and that value. */
function columnOf({ kind, inputs, outputs: [present], integers }: GraphNode): (readonly [string, string])[] {
  const [past, column] = inputs;
  const puts = kind === "Concat" && inputs.length === 2 && [2, -2].includes(integers.get("axis") ?? 0);
  return puts && past?.startsWith("past_key_values.") ? [[`${past} ${present}`, column!]] : [];
}

/**
 * Largest difference of a logit that comes from summing in another order. Weights whose inputs are quantised together exceed it
 * by far: there an answer would depend on its neighbours.
 */
const TOLERANCE = 1e-3;

/** Tries whether two sequences of different lengths, with room behind each, get the logits that each gets by itself. */
async function keepsApart({ lm, ports }: Ragged): Promise<boolean> {
  const sequences = [19, 5].map((length, row) =>
    Array.from({ length }, (_, index) => (97 * row + 31 * index + 11) % lm.vocabularySize),
  );
  const cache = new RaggedCache(ports, 0);
  for (const sequence of sequences) {
    const alone = new RaggedCache(ports, 1);
    await lm.forward([sequence.slice(0, -1)], alone);
    cache.join(alone);
  }
  const together = await lm.forward(
    sequences.map((sequence) => sequence.slice(-1)),
    cache,
  );
  for (const [row, sequence] of sequences.entries()) {
    const alone = await lm.forward([sequence], new RaggedCache(ports, 1));
    if (!(largestDifference(together.row(row), alone.row(alone.rows - 1)) <= TOLERANCE)) return false;
  }
  return true;
}

/** NaN if either holds one. */
const largestDifference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index]!)), 0);
