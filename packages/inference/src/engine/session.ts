import { InferenceSession } from "onnxruntime-node";
import type { SessionSettings } from "./messages.js";

/** Lesser failures are thrown, and reported by whoever asked. */
export const FATAL = 4;

/** @param model - The graph's file, or the graph itself. */
export function createSession(
  model: string | Uint8Array,
  { threads, executionProviders }: SessionSettings,
): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [...executionProviders],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    // The arena never gives memory back and doubles on growth; sequence lengths change with every run.
    enableCpuMemArena: false,
    enableMemPattern: false,
    logSeverityLevel: FATAL,
  };
  return typeof model === "string" ? InferenceSession.create(model, options) : InferenceSession.create(model, options);
}
