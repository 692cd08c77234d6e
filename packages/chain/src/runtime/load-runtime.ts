import type { RpcSocket } from "../connection/rpc-socket.js";
import type { MetadataCache } from "../metadata-cache/metadata-cache.js";
import { buildRuntime } from "./build-runtime.js";
import { fetchMetadata } from "./fetch-metadata.js";
import type { Runtime } from "./runtime.js";
import type { RuntimeIdentity } from "./runtime-identity.js";

/**
 * Runtimes that are in use in this process. They are immutable and take some ten megabytes and half a second each; clients of one chain
 * share theirs. Only those whose node told the hash of their code: without it, one version might hide two runtimes.
 */
const loaded = new Map<string, WeakRef<Runtime>>();

export interface LoadOptions {
  readonly timeoutMs: number;
  /** Hash of the block whose runtime it is; that of the newest block by default. */
  readonly at?: string;
  readonly cache: MetadataCache | undefined;
}

/**
 * The types of a runtime, from metadata that is in use, kept on disk, or read over `socket`. A runtime outlives the socket that it was
 * read over.
 * @throws `chain/disconnected`, `chain/timeout`, or the library's own error for metadata that it cannot read.
 */
export async function loadRuntime(
  socket: RpcSocket,
  identity: RuntimeIdentity,
  options: LoadOptions,
): Promise<Runtime> {
  const { genesisHash, specVersion, codeHash } = identity;
  const key = codeHash && `${genesisHash} ${specVersion} ${codeHash}`;
  const known = key && loaded.get(key)?.deref();
  if (known) return known;
  const runtime = (await fromCache(identity, options.cache)) ?? (await fromNode(socket, identity, options));
  for (const [other, reference] of loaded) if (!reference.deref()) loaded.delete(other);
  if (key) loaded.set(key, new WeakRef(runtime));
  return runtime;
}

/** A file that cannot be used, whatever the reason, is forgotten, and the node asked. */
async function fromCache(identity: RuntimeIdentity, cache: MetadataCache | undefined): Promise<Runtime | undefined> {
  const metadata = await cache?.read(identity);
  if (metadata === undefined) return undefined;
  try {
    const runtime = await buildRuntime(metadata, identity);
    if (runtime.declaredVersion === identity.specVersion) return runtime;
  } catch {
    // Read as the metadata of another version.
  }
  await cache?.remove(identity);
  return undefined;
}

async function fromNode(socket: RpcSocket, identity: RuntimeIdentity, { timeoutMs, at, cache }: LoadOptions) {
  const metadata = await fetchMetadata(socket, timeoutMs, at);
  const runtime = await buildRuntime(metadata, identity);
  await cache?.write(identity, metadata);
  return runtime;
}
