import type { TextTiming } from "@taostack/commodities";
import { msPerToken, parseTextRequest, type TextCheck, text, usualMsPerToken } from "@taostack/commodities";
import type { TextModel } from "@taostack/inference";
import type { Answer } from "./answer.js";
import type { Judge } from "./judge.js";

/** One token of an opening cannot count for more than this many nats. */
const MAX_GAP = 4;

/** Judges by re-computing what the reference model makes of the tokens. */
export function createTextJudge(reference: TextModel): Judge<TextCheck> {
  return {
    judge: async (request, answer, { check, peers }) => {
      const { tokens, finishReason, usage } = answer;
      const score = await text.verifyAnswer(reference, {
        request,
        answer: { tokens, finishReason, usage },
        timing: timingOf(answer, peers),
        ...(check === undefined ? {} : { check }),
      });
      return { score: score.total, explanation: score.explanation };
    },
    opening: async (request, tokens) => {
      if (tokens.length === 0) return 0;
      const { messages, continueFrom = [], temperature, topP, seed } = parseTextRequest(request);
      if (tokens.some(({ id }) => id >= reference.card.vocabularySize)) return 0;
      const scores = await reference.score({
        messages,
        continueFrom,
        tokens: tokens.map(({ id }) => id),
        sampling: { temperature, topP, seed },
      });
      const meanGap = scores.reduce((sum, { samplingGap }) => sum + Math.min(samplingGap, MAX_GAP), 0) / scores.length;
      return Math.exp(-meanGap);
    },
  };
}

/** What is usual is what the other complete answers took. */
function timingOf(answer: Answer, peers: readonly Answer[]): TextTiming {
  const others = peers.filter((peer) => peer !== answer && peer.status === "complete");
  const usual = usualMsPerToken(others.map((peer) => msPerToken(clock(peer), peer.tokens.length)));
  return { ...clock(answer), ...(usual === undefined ? {} : { usualMsPerToken: usual }) };
}

const clock = ({ firstTokenMs = 0, totalMs = 0 }: Answer): TextTiming => ({ firstTokenMs, totalMs });
