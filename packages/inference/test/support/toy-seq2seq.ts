import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { elementType, encodeModel, floats, type Graph, integers, node, value } from "./onnx-writer.js";
import { toyTokenizer } from "./toy-tokenizer.js";

const { float, int64, bool } = elementType;
const { tokenizer, config, vocabularySize, endToken } = toyTokenizer();
const PAD = vocabularySize - 1;

/** "Translates" into capitals: each token into the one of the same text in capitals, if there is one. */
function capitalOf(id: number): number {
  const vocab: Record<string, number> = tokenizer.model.vocab;
  const piece = Object.keys(vocab).find((text) => vocab[text] === id);
  return piece !== undefined && /^[a-z]$/.test(piece) ? vocab[piece.toUpperCase()]! : id;
}

/** Each token of the source becomes the logits of its translation; padding is said to be likelier still. */
function encoderGraph(): Graph {
  const rows = new Float32Array(vocabularySize * vocabularySize);
  for (let id = 0; id < vocabularySize; id++) {
    rows[id * vocabularySize + capitalOf(id)] = 5;
    rows[id * vocabularySize + PAD] = 9;
  }
  return {
    input: [value("input_ids", int64, ["batch", "source"]), value("attention_mask", int64, ["batch", "source"])],
    output: [value("last_hidden_state", float, ["batch", "source", vocabularySize])],
    initializer: [floats("rows", [vocabularySize, vocabularySize], rows)],
    node: [node("Gather", ["rows", "input_ids"], "last_hidden_state")],
  };
}

const constants = [integers("zero", [1], [0]), integers("one", [1], [1]), integers("two", [1], [2])];
const logits = value("logits", float, ["batch", "target", vocabularySize]);
const ids = value("input_ids", int64, ["batch", "target"]);
const encoderMask = value("encoder_attention_mask", int64, ["batch", "source"]);
const hidden = value("encoder_hidden_states", float, ["batch", "source", vocabularySize]);
const cache = (prefix: string) => [
  value(`${prefix}.0.decoder.key`, float, ["batch", 1, "past", 1]),
  value(`${prefix}.0.encoder.value`, float, ["batch", 1, "kept", vocabularySize]),
];

/** One column of the decoder's cache for each token. */
const columnNodes = [
  node("Cast", ["input_ids"], "ids_float", { to: float }),
  node("Unsqueeze", ["ids_float", "one"], "ids_row"),
  node("Unsqueeze", ["ids_row", "three"], "column"),
];

/** Takes the logits at the positions of the tokens given: `from` is how many were given before. */
const pick = (source: string) => [
  node("Shape", ["input_ids"], "ids_shape"),
  node("Slice", ["ids_shape", "one", "two"], "count"),
  node("Add", ["from", "count"], "to"),
  node("Slice", [source, "from", "to", "one"], "logits"),
];

/** The first step: everything comes from the encoder, and the cache begins. */
function firstGraph(): Graph {
  return {
    input: [encoderMask, ids, hidden],
    output: [logits, ...cache("present")],
    initializer: [...constants, integers("three", [1], [3]), integers("from", [1], [0])],
    node: [
      ...columnNodes,
      node("Identity", ["column"], "present.0.decoder.key"),
      node("Unsqueeze", ["encoder_hidden_states", "one"], "present.0.encoder.value"),
      ...pick("encoder_hidden_states"),
    ],
  };
}

const grow = [
  node("Concat", ["past_key_values.0.decoder.key", "column"], "present.0.decoder.key", { axis: 2 }),
  node("Shape", ["past_key_values.0.decoder.key"], "past_shape"),
  node("Slice", ["past_shape", "two", "three"], "from"),
];

/** A further step: what the encoder said comes out of the cache, which it does not give back. */
function withPastGraph(): Graph {
  return {
    input: [encoderMask, ids, ...cache("past_key_values")],
    output: [logits, cache("present")[0]!],
    initializer: [...constants, integers("three", [1], [3])],
    node: [
      ...columnNodes,
      ...grow,
      node("Squeeze", ["past_key_values.0.encoder.value", "one"], "kept"),
      ...pick("kept"),
    ],
  };
}

/** Both in one: with a cache, it gives the encoder's part back empty, as the real ones do. */
function mergedGraph(): Graph {
  return {
    input: [encoderMask, ids, hidden, ...cache("past_key_values"), value("use_cache_branch", bool, [1])],
    output: [logits, ...cache("present")],
    initializer: [...constants, integers("three", [1], [3])],
    node: [
      ...columnNodes,
      ...grow,
      node("Cast", ["use_cache_branch"], "cached", { to: int64 }),
      node("Sub", ["one", "cached"], "fresh"),
      node("Shape", ["encoder_hidden_states"], "hidden_shape"),
      node("Slice", ["hidden_shape", "one", "two"], "length"),
      node("Mul", ["length", "fresh"], "kept_length"),
      node("Unsqueeze", ["encoder_hidden_states", "one"], "lifted"),
      node("Slice", ["lifted", "zero", "kept_length", "two"], "present.0.encoder.value"),
      node("Concat", ["past_key_values.0.encoder.value", "present.0.encoder.value"], "all", { axis: 2 }),
      node("Squeeze", ["all", "one"], "source"),
      ...pick("source"),
    ],
  };
}

export const SEQ2SEQ_CONTEXT = 64;
export type DecoderKind = "merged" | "with past" | "alone";

/** Writes an encoder-decoder folder into a temporary place. Its sources end with the end token, which ends the answer too. */
export async function writeToySeq2Seq(decoder: DecoderKind = "merged") {
  const folder = await mkdtemp(join(tmpdir(), "toy-seq2seq-"));
  await mkdir(join(folder, "onnx"));
  const json = (file: string, content: unknown) => writeFile(join(folder, file), JSON.stringify(content));
  const graph = (file: string, content: Graph) => writeFile(join(folder, "onnx", `${file}.onnx`), encodeModel(content));
  const end = { SpecialToken: { id: config.eos_token, type_id: 0 } };
  const post_processor = {
    type: "TemplateProcessing",
    single: [{ Sequence: { id: "A", type_id: 0 } }, end],
    pair: [],
    special_tokens: { [config.eos_token]: { id: config.eos_token, ids: [endToken], tokens: [config.eos_token] } },
  };
  await json("tokenizer.json", { ...tokenizer, post_processor });
  await json("tokenizer_config.json", { eos_token: config.eos_token });
  await json("config.json", {
    is_encoder_decoder: true,
    model_type: "marian",
    max_position_embeddings: SEQ2SEQ_CONTEXT,
  });
  await json("generation_config.json", {
    decoder_start_token_id: PAD,
    eos_token_id: endToken,
    bad_words_ids: [[PAD]],
  });
  await graph("encoder_model", encoderGraph());
  if (decoder === "merged") await graph("decoder_model_merged", mergedGraph());
  else await graph("decoder_model", firstGraph());
  if (decoder === "with past") await graph("decoder_with_past_model", withPastGraph());
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
