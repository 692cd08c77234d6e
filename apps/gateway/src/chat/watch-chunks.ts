import type { AnswerChunk } from "@taostack/protocol";
import type { OpenAnswer } from "../validators/open-answer.js";
import { clientGone } from "./create-open-requests.js";
import type { AnswerRecord } from "./create-record.js";

/** The chunks, noted as they pass. Ends once: when they are read to the end, when they fail, or when the signal says so. */
export function watchChunks(
  answer: Pick<OpenAnswer, "chunks" | "close">,
  record: Pick<AnswerRecord, "note">,
  signal: AbortSignal,
  end: (error?: unknown) => void,
): AsyncIterable<AnswerChunk> {
  let ended = false;
  const endOnce = (error?: unknown) => {
    if (ended) return;
    ended = true;
    signal.removeEventListener("abort", onAbort);
    answer.close();
    end(error);
  };
  const onAbort = () => endOnce(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  return (async function* () {
    try {
      for await (const part of answer.chunks) {
        record.note(part);
        yield part;
      }
      endOnce();
    } catch (error) {
      endOnce(error);
      throw error;
    } finally {
      endOnce(clientGone());
    }
  })();
}
