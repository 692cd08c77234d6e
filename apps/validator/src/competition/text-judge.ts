import type { TextTiming } from "@taostack/commodities";
import { msPerToken, parseTextRequest, type TextCheck, text, usualMsPerToken } from "@taostack/commodities";
import type { TextModel } from "@taostack/inference";
import { protocolError, type TextRequest, type TextToken } from "@taostack/protocol";
import type { Answer } from "./answer.js";
import type { Judge, JudgeContext, Verdict } from "./judge.js";
import { TextReader } from "./text-reader.js";

/** One token of an opening cannot count for more than this many nats. */
const MAX_GAP = 4;

/** Judges by re-computing what the reference model makes of the tokens. */
export function createTextJudge(reference: TextModel): Judge<TextCheck> {
  return new TextJudge(reference);
}

class TextJudge implements Judge<TextCheck> {
  readonly #reference: TextModel;

  constructor(reference: TextModel) {
    this.#reference = reference;
  }

  async judge(request: TextRequest, answer: Answer, { check, peers }: JudgeContext<TextCheck>): Promise<Verdict> {
    const { tokens, finishReason, usage } = answer;
    const score = await text.verifyAnswer(this.#reference, {
      request,
      answer: { tokens, finishReason, usage },
      timing: timingOf(answer, peers),
      ...(check === undefined ? {} : { check }),
    });
    return { score: score.total, explanation: score.explanation };
  }

  async opening(request: TextRequest, tokens: readonly TextToken[]): Promise<number> {
    const reader = this.read(request);
    if (tokens.length === 0 || !tokens.every((token) => reader.take(token))) return 0;
    const { messages, continueFrom = [], temperature, topP, seed } = parseTextRequest(request);
    const scores = await this.#reference.score({
      messages,
      continueFrom,
      tokens: tokens.map(({ id }) => id),
      sampling: { temperature, topP, seed },
    });
    const meanGap = scores.reduce((sum, { samplingGap }) => sum + Math.min(samplingGap, MAX_GAP), 0) / scores.length;
    return Math.exp(-meanGap);
  }

  read(request: TextRequest): TextReader {
    const { maxTokens, stop = [], continueFrom = [] } = parseTextRequest(request);
    const left = this.#reference.card.contextLength - this.promptTokens(request);
    return new TextReader(this.#reference, {
      stop,
      before: continueFrom,
      room: Math.min(maxTokens - continueFrom.length, left),
    });
  }

  promptTokens(request: TextRequest): number {
    const { messages, continueFrom = [] } = parseTextRequest(request);
    const tokens = this.#reference.encodeChat(messages, continueFrom).length;
    const limit = this.#reference.card.contextLength;
    if (tokens < limit) return tokens;
    throw protocolError(
      "protocol/invalid_argument",
      `The prompt has ${tokens} tokens; with the answer, ${limit} is the most.`,
      { remedy: "Shorten the prompt or drop older messages." },
    );
  }
}

/** What is usual is what the other complete answers took. */
function timingOf(answer: Answer, peers: readonly Answer[]): TextTiming {
  const others = peers.filter((peer) => peer !== answer && peer.status === "complete");
  const usual = usualMsPerToken(others.map((peer) => msPerToken(clock(peer), peer.tokens.length)));
  return { ...clock(answer), ...(usual === undefined ? {} : { usualMsPerToken: usual }) };
}

const clock = ({ firstTokenMs = 0, totalMs = 0 }: Answer): TextTiming => ({ firstTokenMs, totalMs });
