import { readFile } from "node:fs/promises";
import type { Context } from "../context.js";
import { invalidArgument } from "../errors.js";
import { findGateway, type GatewayOptions } from "../find-gateway.js";
import { askGateway, type Provenance } from "../gateway-client.js";
import { minerLines, provenanceResult } from "../provenance.js";
import { plainText, table } from "../view/format.js";

interface ClassifyOptions extends GatewayOptions {
  readonly labels?: string;
}

interface Classification {
  readonly labels: readonly { readonly label: string; readonly probability: number }[];
  readonly taostack: Provenance;
}

/** So many of the likeliest labels are shown; `--json` has them all. */
const SHOWN = 5;

/** Prints what the winner thinks that an image shows; who took part goes to standard error. */
export async function classify(
  context: Context,
  [path = ""]: readonly string[],
  options: ClassifyOptions,
): Promise<void> {
  const image = (await readImage(path)).toString("base64");
  const labels = options.labels?.split(",").map((label) => label.trim());
  const { labels: found, taostack } = await askGateway<Classification>(
    await findGateway(context, options),
    "images/classifications",
    { image, ...(labels ? { labels } : {}) },
  );
  const rows = found.slice(0, SHOWN).map(({ label, probability }) => [plainText(label), probability.toFixed(3)]);
  const lines = table([{ head: "label" }, { head: "probability", align: "right" }], rows);
  context.result({ labels: found, ...provenanceResult(taostack) }, lines);
  if (!context.options.json) for (const line of minerLines(taostack)) context.note(line);
}

async function readImage(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw invalidArgument("image", path, "Give the path of a PNG or JPEG file that can be read.");
  }
}
