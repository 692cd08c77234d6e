import type { FastifyInstance } from "fastify";
import type { ChainView } from "../chain/create-chain-view.js";
import type { GatewayChain } from "../chain/gateway-chain.js";
import { networkName } from "../chain/network-name.js";
import type { MarketPlan } from "../markets/market-plan.js";
import { invalid } from "../openai/read-value.js";
import type { ValidatorPool } from "../validators/validator-pool.js";
import type { RecentAnswers } from "../view/create-recent-answers.js";
import { toMetagraphJson, toSubnetsJson } from "../view/to-json.js";

export interface ApiRouteOptions {
  readonly netuid: number;
  readonly models: readonly string[];
}

export interface ApiRouteModules {
  readonly chain: GatewayChain;
  readonly markets: readonly OfferedMarket[];
  readonly pool: ValidatorPool;
  readonly recent: RecentAnswers;
  readonly view: ChainView;
}

/** A market besides text, and the validators of its subnet. */
export interface OfferedMarket {
  readonly plan: MarketPlan;
  readonly pool: ValidatorPool;
}

const MAX_ANSWERS = 200;

/** `/api/…`: what the explorer reads. Public data only; big integers are decimal strings, times milliseconds since 1970. */
export function apiRoutes(app: FastifyInstance, { netuid, models }: ApiRouteOptions, modules: ApiRouteModules): void {
  const { chain, markets, pool, recent, view } = modules;
  app.get("/api/network", async () => {
    const newest = view.head();
    return {
      now: Date.now(),
      name: networkName(chain.genesisHash),
      specVersion: chain.specVersion,
      blockTimeMs: chain.blockTimeMs,
      block: newest ? { number: newest.head.number, hash: newest.head.hash, at: newest.seenAt } : null,
      netuid,
      models,
      validators: { known: pool.size, healthy: pool.healthyCount },
      markets: markets.map((market) => ({
        ...market.plan,
        validators: { known: market.pool.size, healthy: market.pool.healthyCount },
      })),
      answers: { total: recent.total, lastMinute: recent.lastMinute() },
    };
  });
  app.get("/api/subnets", async () => toSubnetsJson(await view.subnets()));
  app.get<{ Params: { netuid: string } }>("/api/subnets/:netuid/metagraph", async ({ params }) =>
    toMetagraphJson(await view.metagraph(readNetuid(params.netuid))),
  );
  app.get<{ Querystring: { limit?: string } }>("/api/answers", async ({ query }) => ({
    answers: recent.list(readLimit(query.limit)),
  }));
}

function readNetuid(text: string): number {
  const netuid = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (netuid < 0 || netuid > 65_535)
    throw invalid("netuid", `"${text.slice(0, 20)}" is not a netuid.`, "Use 0 to 65535.");
  return netuid;
}

function readLimit(text = "50"): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_ANSWERS) throw invalid("limit", "`limit` is out of range.", `Use 1 to ${MAX_ANSWERS}.`);
  return limit;
}
