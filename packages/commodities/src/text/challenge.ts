import type { TextRequest } from "@taostack/protocol";
import type { Challenge } from "../commodity.js";
import { requestId } from "../request-id.js";
import { createOpenQuestion, createTask, type KnownAnswerTask, type Random, seededRandom } from "./tasks/index.js";

/** What a validator knows about the right answer. */
export type TextCheck = Omit<KnownAnswerTask, "messages">;

export type TextChallenge = Challenge<TextRequest, TextCheck>;

/** Questions with a known answer among all; the others cannot be told from what people ask. */
const KNOWN_ANSWER_SHARE = 0.6;

/** The settings that clients send, by how often they do. */
const temperatures = [0, 0.2, 0.5, 0.7, 0.7, 0.7, 1, 1];
const nuclei = [1, 1, 0.95, 0.9];
const lengths = [64, 96, 128, 128, 256];
/** Few clients send stop texts; were they never in challenges, they would mark a user's request. */
const STOP_SHARE = 0.05;
const stopTexts = ["\n\n", "\nUser:", "###"];

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
const word = (random: Random): number => Math.floor(random() * 2 ** 32);

/**
 * A fresh request, and what is known of its answer. Whether it is a challenge cannot be seen from it: questions, settings and
 * shape are those of real requests, and open questions come without an answer in hand.
 * @param seed - A safe integer, or a source of numbers in [0, 1). The same seed gives the same challenge, id included.
 */
export function createTextChallenge(seed: number | Random): TextChallenge {
  const random = typeof seed === "number" ? seededRandom(seed) : seed;
  if (random() >= KNOWN_ANSWER_SHARE) return { request: createRequest(random, createOpenQuestion(random).messages) };
  const { messages, ...check } = createTask(random);
  return { request: createRequest(random, messages), check };
}

function createRequest(random: Random, messages: KnownAnswerTask["messages"]): TextRequest {
  return {
    requestId: requestId(random),
    model: "",
    messages: messages.map(({ role, content }) => ({ role, content })),
    sampling: {
      maxTokens: pick(random, lengths),
      // As the wire carries them, so that both sides draw with the same numbers.
      temperature: Math.fround(pick(random, temperatures)),
      topP: Math.fround(pick(random, nuclei)),
      seed: word(random),
      stop: random() < STOP_SHARE ? [pick(random, stopTexts)] : [],
    },
    continueFrom: [],
  };
}
