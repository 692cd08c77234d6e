import { Runtime } from "./runtime.js";
import type { RuntimeIdentity } from "./runtime-identity.js";

/** Half a second of work on its own, so it begins when a connection does. */
export const importTypes = () => import("@polkadot/types");

/** Builds the types that a metadata describes. @throws the library's own error for metadata that it cannot read. */
export async function buildRuntime(
  metadata: Uint8Array,
  { genesisHash, specVersion, version }: RuntimeIdentity,
): Promise<Runtime> {
  const { expandMetadata, Metadata, TypeRegistry } = await importTypes();
  const registry = new TypeRegistry();
  const decoded = new Metadata(registry, metadata);
  // Transaction extensions that the library does not know carry no data of their own on this chain.
  registry.setMetadata(decoded, undefined, undefined, true);
  const { query, tx } = expandMetadata(registry, decoded);
  return new Runtime({ registry, metadata: decoded.asLatest, query, tx, genesisHash, specVersion, version });
}
