import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type CatalogueEntry, catalogue, catalogueGroups, operationNamed } from "@taostack/chain/operations";
import { type Units, unitsOf, unitsOfFields } from "./units-of.js";

/** An operation as the registry describes it, with the units of its amounts. */
export interface OperationEntry extends CatalogueEntry {
  readonly units: { readonly arguments: Units; readonly result: Units };
}

/** The catalogue, ready to be sent. It changes with the software alone. */
export interface CatalogueJson {
  readonly text: string;
  readonly gzipped: Buffer;
  /** In quotes. */
  readonly etag: string;
}

export function catalogueJson(): CatalogueJson {
  const text = JSON.stringify({ groups: catalogueGroups(), operations: catalogue().map(withUnits) });
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  return { text, gzipped: gzipSync(text), etag: `"${hash}"` };
}

function withUnits(entry: CatalogueEntry): OperationEntry {
  const operation = operationNamed(entry.name);
  const made = operation.kind === "read" ? operation.result : operation.outcome?.type;
  return {
    ...entry,
    units: { arguments: unitsOfFields(operation.arguments), result: made === undefined ? {} : unitsOf(made) },
  };
}
