import type { ForecastAnswer, ForecastRequestInit } from "@taostack/protocol";
import type { FastifyInstance } from "fastify";
import { marketOf } from "../markets/markets.js";
import { type ForecastBody, readForecastRequest } from "../openai/read-forecast-request.js";
import { authenticate } from "./authenticate.js";
import { answerFromMarket, type MarketRouteModules } from "./market-route.js";

/** `POST /v1/forecasts`. */
export function forecastRoutes(app: FastifyInstance, { markets, keys, open }: MarketRouteModules): void {
  app.post("/v1/forecasts", { onRequest: authenticate(keys) }, async (httpRequest, reply) => {
    const market = marketOf(markets, "forecast");
    const body = readForecastRequest(httpRequest.body, Math.floor(Date.now() / 1_000));
    const request = toRequest(httpRequest.id, body);
    return answerFromMarket<ForecastAnswer>(httpRequest, reply, open, {
      market,
      model: body.model,
      object: "forecast",
      send: (channel, limits) => channel.predict(request, limits),
      toJson: (answer) => toJson(body, answer),
    });
  });
}

const toRequest = (requestId: string, { series, horizons, levels, paths }: ForecastBody): ForecastRequestInit => ({
  requestId,
  series: series.map(({ name, stepSeconds, start, values }) => ({
    asset: name,
    stepSeconds,
    timestamps: values.map((_, index) => start + index * stepSeconds),
    values: [...values],
  })),
  horizons: [...horizons],
  levels: [...levels],
  paths,
});

/** Of each series a row of quantiles for each horizon, one for each level; or paths, each with a value for each horizon. */
function toJson({ series, horizons, levels, paths }: ForecastBody, { forecasts }: ForecastAnswer) {
  return {
    horizons,
    ...(paths > 0 ? {} : { levels }),
    forecasts: forecasts.map(({ asset, ...forecast }, index) => {
      const { start = 0, stepSeconds = 0, values = [] } = series[index] ?? {};
      const last = start + (values.length - 1) * stepSeconds;
      return {
        name: asset,
        timestamps: horizons.map((horizon) => last + horizon * stepSeconds),
        ...(paths > 0
          ? { paths: forecast.paths.map((path) => path.values) }
          : { quantiles: forecast.quantiles.map((row) => row.values) }),
      };
    }),
  };
}
