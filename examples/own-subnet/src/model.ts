import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { CommodityModel, ServingOptions } from "@taostack/commodities";
import { CodedError } from "@taostack/primitives";
import { protocolError } from "@taostack/protocol";
import type { Cities } from "./contract.js";
import { improvements } from "./improve.js";
import { nearestNeighbours } from "./nearest.js";

/** What answers (miner) and judges (validator). */
export interface RouteSolver extends CommodityModel {
  /** @throws `protocol/resource_exhausted` beyond its line; the signal's reason once aborted. */
  solve(cities: Cities, options?: { readonly signal?: AbortSignal }): Promise<number[]>;
}

/** Solvers by name, from poor to good, each with the ways in which it improves a tour. */
export const solverNames = ["nearest", "two-opt", "or-opt"] as const;
type SolverName = (typeof solverNames)[number];

export const referenceSolver: SolverName = "two-opt";

const waysOf: Readonly<Record<SolverName, readonly (keyof typeof improvements)[]>> = {
  nearest: [],
  "two-opt": ["reverse"],
  "or-opt": ["reverse", "move"],
};

/** Raised whenever a solver's tours change, so that the published hash does. */
const VERSION = 1;

/** @throws `route/unknown_solver`. */
export async function loadSolver(name: string, options: ServingOptions = {}): Promise<RouteSolver> {
  const ways = waysOf[name as SolverName];
  if (ways === undefined) {
    throw new CodedError(
      { code: "route/unknown_solver" as const, name },
      `There is no solver "${name.slice(0, 64)}".`,
      {
        remedy: `Take one of ${solverNames.join(", ")}.`,
      },
    );
  }
  const places = (options.maxConcurrent ?? 4) + (options.maxQueue ?? 16);
  let active = 0;
  return {
    card: { name, hash: createHash("sha256").update(`${name} ${VERSION}`).digest("hex") },
    async solve(cities, { signal } = {}) {
      if (active >= places) throw protocolError("protocol/resource_exhausted", "The solver is busy.");
      active += 1;
      try {
        return await improved(cities, ways, signal);
      } finally {
        active -= 1;
      }
    },
    dispose: async () => undefined,
  };
}

/** Each sweep over the tour takes a millisecond or two; between them others have their turn, and the caller may cancel. */
async function improved(
  cities: Cities,
  ways: readonly (keyof typeof improvements)[],
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const tour = nearestNeighbours(cities);
  for (let better = ways.length > 0; better; ) {
    await setImmediate();
    signal?.throwIfAborted();
    better = ways.map((way) => improvements[way](cities, tour)).includes(true);
  }
  return tour;
}
