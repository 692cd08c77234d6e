import { implementService, type ServiceImplementation } from "@taostack/protocol";
import { defaultRouteLimits, parseRouteRequest, type RouteLimits } from "./contract.js";
import { RouteService } from "./generated/route/v1/route.js";
import type { RouteSolver } from "./model.js";

/** The miner's side: checks a request, answers with the solver's tour, stops when the caller is gone. */
export function serveRoute(solver: RouteSolver, limits: Partial<RouteLimits> = {}): ServiceImplementation {
  const all = { ...defaultRouteLimits, ...limits };
  return implementService(RouteService, {
    solve: async (request, { signal }) => ({ tour: await solver.solve(parseRouteRequest(request, all), { signal }) }),
  });
}
