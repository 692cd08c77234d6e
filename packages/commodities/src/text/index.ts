import type { LoadTextModelOptions, TextModel } from "@taostack/inference";
import type { TextRequest } from "@taostack/protocol";
import type { Commodity } from "../commodity.js";
import { createTextChallenge, type TextCheck } from "./challenge.js";
import type { TextAnswer, TextLimits } from "./contract.js";
import { disguiseText } from "./disguise.js";
import { loadModel } from "./model.js";
import { scoreAnswer, type TextReference } from "./score.js";
import { serveText } from "./serve.js";
import type { TextTiming } from "./speed.js";
import { verifyAnswer } from "./verify.js";

export interface TextMarket {
  Model: TextModel;
  ModelOptions: LoadTextModelOptions;
  Request: TextRequest;
  Answer: TextAnswer;
  Check: TextCheck;
  Timing: TextTiming;
  Reference: TextReference;
  Limits: TextLimits;
}

/** The market for text: a conversation in, an answer token by token, judged against a reference model. */
export const text = {
  name: "text",
  loadModel,
  createChallenge: createTextChallenge,
  disguise: disguiseText,
  serve: serveText,
  verifyAnswer,
  scoreAnswer,
} as const satisfies Commodity<TextMarket>;
