import type { ServingOptions, UnaryCommodity } from "@taostack/commodities";
import { createRouteChallenge, createRouteChallenges, disguiseRoute } from "./challenge.js";
import type { RouteLimits } from "./contract.js";
import { type RouteRequest, type RouteResponse, RouteService } from "./generated/route/v1/route.js";
import { loadSolver, type RouteSolver, referenceSolver } from "./model.js";
import { type RouteReference, type RouteTiming, scoreRoute } from "./score.js";
import { serveRoute } from "./serve.js";
import { verifyRoute } from "./verify.js";

export interface RouteMarket {
  Model: RouteSolver;
  ModelOptions: ServingOptions;
  Request: RouteRequest;
  Answer: RouteResponse;
  Check: never;
  Timing: RouteTiming;
  Reference: RouteReference;
  Limits: RouteLimits;
}

/** The market for short round trips: a map in, a tour out, judged by the validator's own. */
export const route = {
  name: "route",
  referenceModel: referenceSolver,
  // 500 cities take 3 KB, their tour 1 KB.
  messageBytes: { request: 8 * 1024, answer: 8 * 1024 },
  loadModel: loadSolver,
  createChallenge: createRouteChallenge,
  createChallenges: createRouteChallenges,
  disguise: disguiseRoute,
  serve: serveRoute,
  ask: (channel, request, options) => channel.client(RouteService).solve(request, options),
  timingOf: (totalMs, usualMs) => ({ totalMs, ...(usualMs === undefined ? {} : { usualMs }) }),
  verifyAnswer: verifyRoute,
  scoreAnswer: scoreRoute,
} as const satisfies UnaryCommodity<RouteMarket>;

export { solverNames } from "./model.js";
export default route;
