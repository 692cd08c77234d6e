import type { TextRequest } from "@taostack/protocol";
import { requestId } from "../request-id.js";

/** What reaches a miner has no trace of the user's side: another id, no model name, and a seed that is never missing. */
export function disguiseText(request: TextRequest, random: () => number): TextRequest {
  const { sampling } = request;
  const seed = sampling?.seed || 1 + Math.floor(random() * (2 ** 32 - 1));
  return {
    ...request,
    requestId: requestId(random),
    model: "",
    ...(sampling ? { sampling: { ...sampling, seed } } : {}),
  };
}
