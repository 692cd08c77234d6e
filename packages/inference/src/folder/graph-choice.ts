import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { invalidModel } from "./files.js";

/** How the files of each kind of weights end, the most exact first. */
const suffixes: Readonly<Record<string, string>> = {
  fp32: "",
  fp16: "_fp16",
  int8: "_int8",
  q8: "_quantized",
  uint8: "_uint8",
  q4: "_q4",
  q4f16: "_q4f16",
};

/** Beside a graph: weights above 2 GB, as model.onnx_data, model.onnx_data_1, … */
const weightsOf = (names: readonly string[], file: string): string[] =>
  names.filter((name) => name.startsWith(`${file}_data`) || name === `${file}.data`);

export interface GraphChoice {
  readonly dtype: string;
  /** Relative to the folder, as are the files with its weights. */
  readonly graph: string;
  readonly data: readonly string[];
}

/** The weights wanted, or the most exact there. */
export async function chooseGraph(folder: string, wanted?: string): Promise<GraphChoice> {
  const names = await graphNames(folder);
  const { dtype, suffix } = chooseWeights(folder, wanted, (ending) => names.includes(`model${ending}.onnx`));
  const file = `model${suffix}.onnx`;
  return { dtype, graph: `onnx/${file}`, data: weightsOf(names, file).map((name) => `onnx/${name}`) };
}

export interface Seq2SeqChoice {
  readonly dtype: string;
  /** Relative to the folder, as are all. */
  readonly encoder: string;
  readonly decoder: string;
  readonly withPast: string | undefined;
  /** The graphs and their weights. */
  readonly files: readonly string[];
}

/** An encoder and its decoder, with a cache if the folder has one that takes it. */
export async function chooseSeq2SeqGraphs(folder: string, wanted?: string): Promise<Seq2SeqChoice> {
  const names = await graphNames(folder);
  const { dtype, suffix } = chooseWeights(folder, wanted, (ending) => names.includes(`encoder_model${ending}.onnx`));
  const find = (name: string) => names.find((file) => file === `${name}${suffix}.onnx`);
  const encoder = `encoder_model${suffix}.onnx`;
  const merged = find("decoder_model_merged");
  const decoder = merged ?? find("decoder_model");
  if (decoder === undefined) {
    throw invalidModel(
      folder,
      "onnx",
      `beside ${encoder} there is no decoder_model_merged${suffix}.onnx or decoder_model${suffix}.onnx`,
    );
  }
  const withPast = merged === undefined ? find("decoder_with_past_model") : undefined;
  const graphs = [encoder, decoder, ...(withPast === undefined ? [] : [withPast])];
  const files = graphs.flatMap((graph) => [graph, ...weightsOf(names, graph)]).map((name) => `onnx/${name}`);
  const [at, by] = [`onnx/${encoder}`, `onnx/${decoder}`];
  return { dtype, encoder: at, decoder: by, withPast: withPast === undefined ? undefined : `onnx/${withPast}`, files };
}

async function graphNames(folder: string): Promise<string[]> {
  return readdir(join(folder, "onnx")).catch((cause: unknown) => {
    throw invalidModel(folder, "onnx", "the folder with the graphs is missing", cause);
  });
}

function chooseWeights(folder: string, wanted: string | undefined, has: (suffix: string) => boolean) {
  const offered = Object.keys(suffixes).filter((dtype) => has(suffixes[dtype]!));
  const dtype = wanted ?? offered[0];
  if (dtype === undefined || !offered.includes(dtype)) {
    const found = offered.length > 0 ? offered.join(", ") : "none";
    throw invalidModel(folder, "onnx", `there are no weights of type ${wanted ?? "fp32"} (found: ${found})`);
  }
  return { dtype, suffix: suffixes[dtype]! };
}
