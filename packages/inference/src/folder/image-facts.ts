import { invalidModel, type JsonObject } from "./files.js";

/** `id2label` is keyed by index, as texts. */
export function labelsOf(path: string, { id2label }: JsonObject): string[] {
  const named = (id2label ?? {}) as Readonly<Record<string, unknown>>;
  const labels = Object.keys(named).map((_, index) => named[index]);
  const isText = (label: unknown): label is string => typeof label === "string";
  if (labels.length > 0 && labels.every(isText)) return labels;
  throw invalidModel(path, "config.json", "id2label does not name each class from 0 on");
}

export const isSide = (side: unknown): side is number => Number.isSafeInteger(side) && (side as number) > 0;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Values from 0 to 255 are first multiplied by `rescale_factor`: mean and deviation are given as of the values before. */
export function scaleOf(path: string, { rescale_factor, image_mean, image_std, do_rescale, do_normalize }: JsonObject) {
  const factor = do_rescale === false ? 1 : (rescale_factor ?? 1 / 255);
  const [mean, deviation] =
    do_normalize === false
      ? [
          [0, 0, 0],
          [1, 1, 1],
        ]
      : [image_mean, image_std];
  const isTriple = (value: unknown): value is number[] =>
    Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
  if (typeof factor !== "number" || factor <= 0 || !isTriple(mean) || !isTriple(deviation)) {
    throw invalidModel(path, "preprocessor_config.json", "image_mean and image_std must be three numbers each");
  }
  return { mean: mean.map((value) => value / factor), deviation: deviation.map((value) => value / factor) };
}
