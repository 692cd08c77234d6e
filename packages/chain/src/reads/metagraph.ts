import { subnetNotFound } from "../errors.js";
import { readMetagraph } from "../operations/metagraph.js";
import { METAGRAPH_FIELDS } from "../registry/metagraph-fields.js";
import { textOf } from "../runtime/names.js";
import type { Readers } from "./readers.js";

/** They come as one number for each byte. */
const texts = ["name", "symbol"];

export const metagraph: Readers<"metagraph"> = {
  get: (chain, { netuid }) => readMetagraph(chain, netuid),
  select: async (chain, { netuid, fields, mechanism }) => {
    const indexes = fields.map((field) => METAGRAPH_FIELDS.indexOf(field));
    const method = "get_selective_mechagraph";
    const args = [netuid, mechanism, indexes];
    const found = await chain.runtimeCall<Record<string, unknown> | undefined>("SubnetInfoRuntimeApi", method, args);
    if (found === undefined) throw subnetNotFound(netuid);
    return Object.fromEntries(
      fields.map((field) => [field, texts.includes(field) ? textOf(found[field] as number[]) : found[field]]),
    );
  },
};
