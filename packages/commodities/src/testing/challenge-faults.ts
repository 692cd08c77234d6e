import { hash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Challenge } from "../commodity.js";
import { ambientReads } from "./ambient.js";

export interface ChallengeChecks<Request> {
  /** The request as it goes over the wire. */
  readonly encode: (request: Request) => Uint8Array;
  /** How many seeds are tried; 10 000 by default. */
  readonly seeds?: number;
}

/** A commodity, of which the makers of challenges are looked at. */
export interface ChallengeMaker<Request, Check> {
  createChallenge(seed: number): Challenge<Request, Check>;
  createChallenges?(seed: number, count: number): readonly Challenge<Request, Check>[];
}

/** So many challenges at most are made twice, and so many rounds for several miners, one in so many seeds. */
const SAMPLE = 50;
const ROUND_SHARE = 20;
const MINERS = 8;

/**
 * What is wrong with a market's challenges, in words; nothing if they can be trusted: the same seed gives the same challenge, different
 * seeds give different requests, nothing but the seed decides, and the miners of one round get one request each if the market says so.
 */
export function challengeFaults<Request, Check>(
  commodity: ChallengeMaker<Request, Check>,
  { encode, seeds = 10_000 }: ChallengeChecks<Request>,
): string[] {
  const digest = (challenge: Challenge<Request, Check>) => hash("sha256", encode(challenge.request));
  const faults: string[] = [];
  const seen = new Map<string, number>();
  const reads = ambientReads(() => {
    for (let seed = 0; seed < seeds; seed++) {
      const challenge = commodity.createChallenge(seed);
      const key = digest(challenge);
      const earlier = seen.get(key);
      if (earlier !== undefined) faults.push(`Seeds ${earlier} and ${seed} give the same request.`);
      seen.set(key, seed);
      if (seed >= SAMPLE) continue;
      const again = commodity.createChallenge(seed);
      if (digest(again) !== key) faults.push(`Seed ${seed} gives another request the second time.`);
      if (!isDeepStrictEqual(again.check, challenge.check))
        faults.push(`Seed ${seed} gives another check the second time.`);
    }
    const rounds = commodity.createChallenges ? Math.min(SAMPLE, Math.ceil(seeds / ROUND_SHARE)) : 0;
    for (let seed = 0; seed < rounds; seed++) {
      const keys = commodity.createChallenges!(seed, MINERS).map(digest);
      if (keys.length !== MINERS) faults.push(`${keys.length} challenges are made for ${MINERS} miners.`);
      if (new Set(keys).size !== keys.length) faults.push(`Seed ${seed} gives two miners the same request.`);
      if (!isDeepStrictEqual(commodity.createChallenges!(seed, MINERS).map(digest), keys)) {
        faults.push(`Seed ${seed} gives other requests the second time.`);
      }
    }
  });
  return [...faults, ...reads.map((source) => `Making challenges reads ${source}.`)];
}
