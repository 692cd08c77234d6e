import { checkForecastAnswer, forecast, referenceForecastModel } from "@taostack/commodities";
import { type ForecastAnswer, type ForecastRequest, ForecastService } from "@taostack/protocol";
import type { Opinion } from "../competition/unary-race.js";
import type { UserMarket } from "../organic-unary.js";

/**
 * Forecasts for users. They come at once, without a commitment: who has use for a forecast wants it before the outcome. Nobody can
 * judge it then, so that what a miner has shown before decides; an answer of another form than asked for counts as none.
 */
export const forecastUsers = (random: () => number): UserMarket<ForecastRequest, ForecastAnswer> => ({
  model: referenceForecastModel,
  admit: forecast.admit,
  disguise: async (request, count) =>
    new Array<ForecastRequest>(count).fill({ ...forecast.disguise(request, random), minerHotkey: "" }),
  ask: (channel, request, options) => channel.client(ForecastService).predict(request, options),
  judge: async (request, answer) => opinionOf(request, answer),
});

function opinionOf(request: ForecastRequest, answer: ForecastAnswer): Opinion {
  try {
    checkForecastAnswer(request, answer);
    return { explanation: "The outcome will tell; until then its earlier forecasts speak for it." };
  } catch {
    return { score: 0, explanation: "It is no forecast of the form that was asked for." };
  }
}
