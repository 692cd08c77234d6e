import { seededRandom } from "@taostack/commodities";
import { challengeFaults, kendallTau, scoreFaults, trafficFaults } from "@taostack/commodities/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createRouteChallenge, createRouteChallenges, type RouteChallenge } from "../src/challenge.js";
import { parseRouteRequest, tourLength } from "../src/contract.js";
import { RouteRequest } from "../src/generated/route/v1/route.js";
import { route } from "../src/index.js";
import { loadSolver, type RouteSolver } from "../src/model.js";
import { type RouteScoreInput, scoreRoute } from "../src/score.js";

const invalid = expect.objectContaining({ data: expect.objectContaining({ code: "protocol/invalid_argument" }) });
let [nearest, twoOpt, orOpt]: RouteSolver[] = [];
beforeAll(async () => {
  [nearest, twoOpt, orOpt] = await Promise.all(["nearest", "two-opt", "or-opt"].map((name) => loadSolver(name)));
});

describe("the contract", () => {
  const request = (change: Partial<RouteRequest>) => ({ requestId: "1", x: [0, 3, 3], y: [0, 0, 4], ...change });

  it("takes maps of 3 to 500 cities", () => {
    expect(parseRouteRequest(request({}))).toEqual({ x: [0, 3, 3], y: [0, 0, 4] });
    for (const wrong of [{ x: [0, 3] }, { x: [], y: [] }, { x: [0, 3, 1_000_001] }]) {
      expect(() => parseRouteRequest(request(wrong))).toThrow(invalid);
    }
    const many = Array<number>(501).fill(1);
    expect(() => parseRouteRequest(request({ x: many, y: many }))).toThrow(invalid);
  });

  it("measures round trips", () => expect(tourLength(request({}), [2, 0, 1])).toBe(12));
});

describe("challenges", () => {
  it("are fresh, and one of its own for each miner", () => {
    expect(challengeFaults(route, { encode: RouteRequest.encode })).toEqual([]);
  });

  it("ask the same of all miners of a round, and only what they have to serve", () => {
    for (let seed = 0; seed < 100; seed++) {
      const [first, second] = createRouteChallenges(seed, 2).map(({ request }) => parseRouteRequest(request));
      expect(second!.x.length).toBe(first!.x.length);
    }
  });

  it("cannot be told from users' requests", () => {
    const challenges = Array.from({ length: 50 }, (_, seed) => createRouteChallenge(seed).request);
    const user = route.disguise({ requestId: "my trip", x: [1, 2, 3], y: [3, 2, 2] }, seededRandom(1));
    expect(user.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(trafficFaults(challenges, [user])).toEqual([]);
  });
});

describe("solvers", () => {
  it("find tours, and the better ones shorter tours", async () => {
    const sums = [0, 0, 0];
    for (let seed = 0; seed < 30; seed++) {
      const { request } = createRouteChallenge(seed);
      for (const [index, solver] of [nearest!, twoOpt!, orOpt!].entries()) {
        const tour = await solver.solve(request);
        expect([...tour].sort((a, b) => a - b)).toEqual([...request.x.keys()]);
        sums[index]! += tourLength(request, tour);
      }
    }
    expect(sums[1]! / sums[0]!).toBeLessThan(0.9);
    expect(sums[2]! / sums[1]!).toBeLessThan(0.99);
  });

  it("untie a knot", async () => {
    const square = { x: [0, 10, 0, 10], y: [0, 10, 10, 0] };
    expect(tourLength(square, await twoOpt!.solve(square))).toBe(40);
  });

  it("stop when told, hold a line, and are known by name", async () => {
    const { request } = createRouteChallenge(1);
    await expect(orOpt!.solve(request, { signal: AbortSignal.abort("enough") })).rejects.toBe("enough");
    const narrow = await loadSolver("or-opt", { maxConcurrent: 1, maxQueue: 0 });
    const first = narrow.solve(request);
    await expect(narrow.solve(request)).rejects.toMatchObject({ data: { code: "protocol/resource_exhausted" } });
    expect(await first).toHaveLength(request.x.length);
    await expect(loadSolver("astrology")).rejects.toMatchObject({ data: { code: "route/unknown_solver" } });
    expect(new Set([nearest!, twoOpt!, orOpt!].map(({ card }) => card.hash)).size).toBe(3);
  });
});

/** A tour of the best solver, spoilt by turning stretches of it round. */
async function spoilt(challenge: RouteChallenge, errors: number, random: () => number): Promise<number[]> {
  const tour = await orOpt!.solve(challenge.request);
  for (let error = 0; error < errors; error++) {
    const [from, to] = [random(), random()].map((at) => Math.floor(at * tour.length)).sort((a, b) => a - b) as [
      number,
      number,
    ];
    tour.splice(from, to - from, ...tour.slice(from, to).reverse());
  }
  return tour;
}

describe("the score", () => {
  const square: RouteScoreInput["challenge"] = { request: { requestId: "1", x: [0, 10, 10, 0], y: [0, 0, 10, 10] } };
  const judge = (tour: number[], more: Partial<RouteScoreInput> = {}) =>
    scoreRoute({ challenge: square, answer: { tour }, reference: { length: 40 }, ...more });

  it("is what its formula says", () => {
    expect(judge([0, 1, 2, 3]).total).toBeCloseTo(0.8, 12);
    expect(judge([0, 1, 2, 3], { reference: { length: 50 } }).total).toBe(1);
    expect(judge([0, 2, 1, 3]).total).toBeCloseTo((1.4 - (20 + 20 * Math.SQRT2) / 40) / 0.5, 12);
    expect(judge([0, 2, 1, 3], { reference: { length: 30 } }).total).toBe(0);
    expect(judge([0, 1, 2, 3], { timing: { totalMs: 30, usualMs: 30 } }).total).toBeCloseTo(0.78, 12);
    expect(judge([0, 1, 2, 3], { timing: { totalMs: 30 } }).total).toBeCloseTo(0.8, 12);
    expect(judge([0, 1, 2, 3], { timing: { totalMs: 1e9, usualMs: 1 } }).total).toBeCloseTo(0.76, 9);
  });

  it("can be replayed, and is explained", async () => {
    const random = seededRandom(5);
    const inputs: RouteScoreInput[] = [];
    for (let seed = 0; seed < 40; seed++) {
      const challenge = createRouteChallenge(seed);
      const tour = await spoilt(challenge, seed % 5, random);
      const reference = { length: tourLength(challenge.request, await twoOpt!.solve(challenge.request)) };
      const answer = { tour: seed % 7 === 0 ? tour.slice(1) : tour };
      inputs.push({ challenge, answer, reference, timing: { totalMs: 10 * random(), usualMs: 5 } });
    }
    expect(scoreFaults(route, inputs)).toEqual([]);
  });

  const rounds = 20;
  type Play = (own: RouteChallenge, others: RouteChallenge) => Promise<number[]> | number[];
  async function earned(play: Play): Promise<number> {
    let sum = 0;
    for (let seed = 0; seed < rounds; seed++) {
      const [own, others] = createRouteChallenges(1_000 + seed, 2) as [RouteChallenge, RouteChallenge];
      sum += (await route.verifyAnswer(twoOpt!, { ...own, answer: { tour: await play(own, others) } })).total;
    }
    return sum / rounds;
  }

  it("ranks miners by their skill, and pays no cheat half of the weakest", async () => {
    const random = seededRandom(3);
    const skills: Play[] = [
      ...[0, 1, 2, 3].map(
        (errors): Play =>
          (own) =>
            spoilt(own, errors, random),
      ),
      (own) => spoilt(own, 5, random),
    ];
    const honest: number[] = [];
    for (const play of skills) honest.push(await earned(play));
    expect(kendallTau(honest)).toBe(1);
    const weakest = await earned(({ request }) => nearest!.solve(request));
    const bomb = Array.from({ length: 1_000_000 }, (_, city) => city);
    const cheats: Record<string, Play> = {
      "passes on another's tour": (_, { request }) => orOpt!.solve(request),
      "goes as they come": ({ request }) => [...request.x.keys()],
      "stays at home": ({ request }) => request.x.map(() => 0),
      "leaves cities out": async ({ request }) => (await orOpt!.solve(request)).slice(request.x.length / 2),
      "sends nothing": () => [],
      "sends a bomb": () => bomb,
      "names a city beyond the map": async ({ request }) => [...(await orOpt!.solve(request)).slice(1), 2 ** 32 - 1],
    };
    for (const [name, play] of Object.entries(cheats)) expect(await earned(play), name).toBeLessThan(weakest / 2);
  });
});
