// The thread that prepares chunks, one after the other.
import { parentPort } from "node:worker_threads";
import { type ChunkToPrepare, prepareChunk } from "./prepare-chunk.js";

parentPort?.on("message", (chunk: ChunkToPrepare) => {
  parentPort?.postMessage({ ids: prepareChunk(chunk) });
});
