import { invalid, isRecord, readInteger, readModel } from "./read-value.js";

export interface ImageBody {
  readonly model: string | undefined;
  /** A PNG or JPEG file. */
  readonly image: Uint8Array;
  /** What to choose from; empty for all that the validator knows. */
  readonly labels: string[];
  /** 0 where the client does not say. */
  readonly maxBoxes: number;
}

export interface ImageLimits {
  readonly maxImageBytes: number;
}

const MAX_BOXES = 100;

/**
 * Reads the body of `POST /v1/images/…`: a JSON object with the file as base64 or as a data URL, or a form with the file itself.
 * @throws `gateway/invalid_request`, naming the parameter.
 */
export async function readImageRequest(body: unknown, limits: ImageLimits): Promise<ImageBody> {
  const fields = body instanceof FormData ? await fieldsOf(body) : body;
  if (!isRecord(fields)) throw invalid(null, "The body is neither a JSON object nor a form.");
  return {
    model: readModel(fields),
    image: readImage(fields.image, limits),
    labels: readLabels(fields.labels),
    maxBoxes: readInteger(fields, "max_boxes", { min: 1, max: MAX_BOXES }) ?? 0,
  };
}

/** A form's fields as JSON would have them. Labels come one by one, or with commas between them. */
async function fieldsOf(form: FormData): Promise<Record<string, unknown>> {
  const text = (name: string) => form.get(name) ?? undefined;
  const image = form.get("image");
  const labels: readonly unknown[] = [...form.getAll("labels"), ...form.getAll("labels[]")];
  const maxBoxes = text("max_boxes");
  return {
    model: text("model"),
    image: image instanceof Blob ? new Uint8Array(await image.arrayBuffer()) : (image ?? undefined),
    labels: labels.flatMap((label) =>
      typeof label === "string" ? label.split(",").map((one) => one.trim()) : [label],
    ),
    max_boxes: typeof maxBoxes === "string" && /^\d{1,9}$/.test(maxBoxes) ? Number(maxBoxes) : maxBoxes,
  };
}

function readImage(value: unknown, { maxImageBytes }: ImageLimits): Uint8Array {
  if (value === undefined || value === null) throw invalid("image", "`image` is missing.", "Send a PNG or JPEG file.");
  const image = value instanceof Uint8Array ? value : fromBase64(value);
  if (image.length === 0) throw invalid("image", "`image` is empty.", "Send a PNG or JPEG file.");
  if (image.length <= maxImageBytes) return image;
  throw invalid("image", `\`image\` has ${image.length} bytes.`, `Send at most ${maxImageBytes}: scale it down first.`);
}

function fromBase64(value: unknown): Uint8Array {
  const remedy = "Give the file's bytes as base64, or as a data URL: data:image/png;base64,…";
  if (typeof value !== "string") throw invalid("image", "`image` is not text.", remedy);
  const base64 = value.replace(/^data:[\w.+-]{1,40}\/[\w.+-]{1,40};base64,/, "").replace(/\s/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) throw invalid("image", "`image` is not base64.", remedy);
  return Buffer.from(base64, "base64");
}

function readLabels(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((label: unknown): label is string => typeof label === "string")) return value;
  throw invalid("labels", "`labels` is not a list of texts.", 'Give one such as ["cat", "dog"], or leave it out.');
}
