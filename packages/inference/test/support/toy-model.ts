import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { elementType, encodeModel, floats, type Graph, integers, node, value } from "./onnx-writer.js";
import { toyTokenizer } from "./toy-tokenizer.js";

const WIDTH = 16;
export const TOY_CONTEXT = 512;

/** Weights from a seed (mulberry32), so that the same model comes out everywhere. */
function weights(seed: number, count: number, scale: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) / 2 ** 32 - 0.5) * scale;
  });
}

/** One attention head over learned token and position embeddings, with a key-value cache: small, but all of the layout. */
function toyGraph(vocabularySize: number, { seed, sharpness, heedsMask }: GraphOptions): Graph {
  const { float, int64 } = elementType;
  const matrix = (name: string, rows: number, columns: number, scale: number, salt: number) =>
    floats(name, [rows, columns], weights(seed * 31 + salt, rows * columns, scale));
  return {
    input: [
      value("input_ids", int64, ["batch", "sequence"]),
      value("attention_mask", int64, ["batch", "total"]),
      value("position_ids", int64, ["batch", "sequence"]),
      value("past_key_values.0.key", float, ["batch", 1, "past", WIDTH]),
      value("past_key_values.0.value", float, ["batch", 1, "past", WIDTH]),
    ],
    output: [
      value("logits", float, ["batch", "sequence", vocabularySize]),
      value("present.0.key", float, ["batch", 1, "total", WIDTH]),
      value("present.0.value", float, ["batch", 1, "total", WIDTH]),
    ],
    initializer: [
      matrix("tokens", vocabularySize, WIDTH, 2, 1),
      matrix("positions", TOY_CONTEXT, WIDTH, 1, 2),
      matrix("query", WIDTH, WIDTH, 1, 3),
      matrix("key", WIDTH, WIDTH, 1, 4),
      matrix("value", WIDTH, WIDTH, 1, 5),
      matrix("head", WIDTH, vocabularySize, sharpness, 6),
      integers("one", [1], [1]),
      integers("two", [1], [2]),
      integers("three", [1], [3]),
      floats("never", [1], Float32Array.of(-1e9)),
    ],
    node: [
      node("Gather", ["tokens", "input_ids"], "embedded"),
      node("Gather", ["positions", "position_ids"], "placed"),
      node("Add", ["embedded", "placed"], "hidden"),
      ...["query", "key", "value"].flatMap((name) => [
        node("MatMul", ["hidden", name], `${name}_flat`),
        node("Unsqueeze", [`${name}_flat`, "one"], `${name}_head`),
      ]),
      node("Concat", ["past_key_values.0.key", "key_head"], "present.0.key", { axis: 2 }),
      node("Concat", ["past_key_values.0.value", "value_head"], "present.0.value", { axis: 2 }),
      node("Transpose", ["present.0.key"], "keys_across", { perm: [0, 1, 3, 2] }),
      node("MatMul", ["query_head", "keys_across"], "attention"),
      // Key j is visible to the query at position p if j ≤ p; key positions are the running count of the mask, less one.
      node("CumSum", ["attention_mask", "one"], "key_count"),
      node("Sub", ["key_count", "one"], "key_positions"),
      node("Unsqueeze", ["key_positions", "one"], "key_row"),
      node("Unsqueeze", ["position_ids", "two"], "query_column"),
      node("LessOrEqual", ["key_row", "query_column"], heedsMask ? "not_later" : "visible_flat"),
      ...(heedsMask
        ? [
            node("Cast", ["attention_mask"], "present_flat", { to: 9 }),
            node("Unsqueeze", ["present_flat", "one"], "present_row"),
            node("And", ["not_later", "present_row"], "visible_flat"),
          ]
        : []),
      node("Unsqueeze", ["visible_flat", "one"], "visible"),
      node("Where", ["visible", "attention", "never"], "masked"),
      node("Softmax", ["masked"], "shares", { axis: -1 }),
      node("MatMul", ["shares", "present.0.value"], "gathered"),
      node("Squeeze", ["gathered", "one"], "context"),
      node("Add", ["hidden", "context"], "mixed"),
      node("MatMul", ["mixed", "head"], "logits"),
    ],
  };
}

interface GraphOptions {
  readonly seed: number;
  /** How peaked its distributions are. */
  readonly sharpness: number;
  /** Whether it leaves out what the attention mask leaves out: without, it cannot compute sequences of different lengths at once. */
  readonly heedsMask: boolean;
}

export interface ToyModelOptions extends Partial<GraphOptions> {
  /** What config.json says; more than `TOY_CONTEXT` makes long sequences fail while they run. */
  readonly claimedContext?: number;
}

/** Writes a model folder into a temporary place. */
export async function writeToyModel({
  seed = 1,
  sharpness = 6,
  heedsMask = true,
  claimedContext = TOY_CONTEXT,
}: ToyModelOptions = {}): Promise<{
  folder: string;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "toy-model-"));
  const { tokenizer, config, vocabularySize, endToken } = toyTokenizer();
  const json = (file: string, content: unknown) => writeFile(join(folder, file), JSON.stringify(content));
  const graph = toyGraph(vocabularySize, { seed, sharpness, heedsMask });
  await mkdir(join(folder, "onnx"));
  await json("tokenizer.json", tokenizer);
  await json("tokenizer_config.json", config);
  await json("config.json", { model_type: "toy", max_position_embeddings: claimedContext, eos_token_id: endToken });
  await writeFile(join(folder, "onnx", "model.onnx"), encodeModel(graph));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
