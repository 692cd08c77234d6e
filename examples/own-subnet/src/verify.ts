import type { Evidence, Score, VerifyOptions } from "@taostack/commodities";
import { parseRouteRequest, tourLength, tourProblem } from "./contract.js";
import type { RouteRequest, RouteResponse } from "./generated/route/v1/route.js";
import type { RouteSolver } from "./model.js";
import { type RouteTiming, scoreRoute } from "./score.js";

export type RouteEvidence = Evidence<RouteRequest, RouteResponse, never, RouteTiming>;

/**
 * Judges an answer: finds a tour of the same map, and scores the miner's by it. What is no tour costs no computing.
 * @throws `protocol/invalid_argument` for a map that a miner does not have to serve; what the solver throws.
 */
export async function verifyRoute(
  solver: RouteSolver,
  { request, answer, timing }: RouteEvidence,
  options: VerifyOptions = {},
): Promise<Score> {
  const cities = parseRouteRequest(request);
  const isTour = tourProblem(answer.tour, cities.x.length) === undefined;
  const length = isTour ? tourLength(cities, await solver.solve(cities, options)) : 0;
  return scoreRoute({ challenge: { request }, answer, reference: { length }, ...(timing ? { timing } : {}) });
}
