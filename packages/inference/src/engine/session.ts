import { InferenceSession } from "onnxruntime-node";
import type { SessionSettings } from "./messages.js";

/** Lesser failures are thrown, and reported by whoever asked. */
export const FATAL = 4;

export function createSession(path: string, { threads, executionProviders }: SessionSettings) {
  return InferenceSession.create(path, {
    executionProviders: [...executionProviders],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    // The arena never gives memory back and doubles on growth; sequence lengths change with every run.
    enableCpuMemArena: false,
    enableMemPattern: false,
    logSeverityLevel: FATAL,
  });
}
