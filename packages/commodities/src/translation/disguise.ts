import type { TranslationRequest } from "@taostack/protocol";
import { requestId } from "../request-id.js";

/** What reaches a miner has no trace of the user's side: another id, and no model name. */
export const disguiseTranslation = (request: TranslationRequest, random: () => number): TranslationRequest => ({
  ...request,
  requestId: requestId(random),
  model: "",
});
