import type { ForecastRequest } from "@taostack/protocol";
import { type RandomSource, randomWord } from "./random-source.js";

/** What reaches a miner has no trace of the user's side: another id, no model name, and a seed that is never missing. */
export const disguiseForecast = (request: ForecastRequest, random: RandomSource): ForecastRequest => ({
  ...request,
  requestId: forecastId(random),
  model: "",
  seed: request.seed || 1 + Math.floor(random() * (2 ** 32 - 1)),
});

/** 32 hexadecimal digits. */
export const forecastId = (random: RandomSource): string =>
  Array.from({ length: 4 }, () => randomWord(random).toString(16).padStart(8, "0")).join("");
