// The thread that prepares chunks, one after the other.
import { parentPort } from "node:worker_threads";
import { type ChunkToPrepare, prepareChunk } from "./prepare-chunk.js";

parentPort?.on("message", (chunk: ChunkToPrepare) => {
  const pieces = prepareChunk(chunk);
  const transfer = pieces.map(({ sealed }) => sealed.buffer as ArrayBuffer);
  parentPort?.postMessage({ pieces }, [...new Set(transfer)]);
});
