import { fromHex, isCodedError } from "@taostack/primitives";
import type { RpcSocket } from "../connection/rpc-socket.js";
import { ByteReader } from "./byte-reader.js";

/** Those that the library reads and that describe runtime APIs, the newest first. */
const VERSIONS = [16, 15];

/** Asks for the metadata of the newest block, or of one. @param at - Hex hash. */
export async function fetchMetadata(socket: RpcSocket, timeoutMs: number, at?: string): Promise<Uint8Array> {
  const pinned = at === undefined ? [] : [at];
  for (const version of VERSIONS) {
    const params = ["Metadata_metadata_at_version", `0x${version.toString(16).padStart(2, "0")}000000`, ...pinned];
    try {
      const metadata = optionalBytes(fromHex(String(await socket.request("state_call", params, timeoutMs))));
      if (metadata !== undefined) return metadata;
    } catch (error) {
      if (!isCodedError(error, "chain/rpc_error")) throw error;
    }
  }
  return fromHex(String(await socket.request("state_getMetadata", pinned, timeoutMs)));
}

/** `Option<Vec<u8>>`. */
function optionalBytes(encoded: Uint8Array): Uint8Array | undefined {
  const reader = new ByteReader(encoded);
  return reader.u8() === 0 ? undefined : reader.bytes(reader.length());
}
