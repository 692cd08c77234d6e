import { readMetadata } from "./metadata/read-metadata.js";
import { Runtime } from "./runtime.js";
import type { RuntimeIdentity } from "./runtime-identity.js";

/** The types that a metadata describes. @throws `chain/bad_response` for what cannot be read. */
export const buildRuntime = (metadata: Uint8Array, identity: RuntimeIdentity): Runtime =>
  new Runtime({ metadata: readMetadata(metadata), ...identity });
