import type { Health, Metrics } from "@taostack/telemetry";
import type { FastifyInstance } from "fastify";
import type { ChainView } from "../chain/create-chain-view.js";
import type { GatewayChain } from "../chain/gateway-chain.js";
import type { Chat } from "../chat/create-chat.js";
import type { OpenRequests } from "../chat/create-open-requests.js";
import type { WiredConfig } from "../create-gateway.js";
import type { Market } from "../markets/create-market.js";
import type { Operations } from "../operations/create-operations.js";
import type { KeyStore } from "../store/key-store.js";
import type { ValidatorPool } from "../validators/validator-pool.js";
import type { Events } from "../view/create-events.js";
import type { RecentAnswers } from "../view/create-recent-answers.js";
import { apiRoutes } from "./api-routes.js";
import { chatRoutes } from "./chat-routes.js";
import { corsHook } from "./cors-hook.js";
import { eventRoute } from "./event-route.js";
import { explorerRoutes } from "./explorer-routes.js";
import { forecastRoutes } from "./forecast-routes.js";
import { healthRoutes } from "./health-routes.js";
import { imageRoutes } from "./image-routes.js";
import { modelRoutes } from "./model-routes.js";
import { operationRoutes } from "./operation-routes.js";
import { readJsonBodies } from "./read-json-bodies.js";
import { sessionRoute } from "./session-route.js";
import { translationRoutes } from "./translation-routes.js";

export interface RouteModules {
  readonly chain: GatewayChain;
  readonly chat: Chat;
  readonly events: Events;
  readonly keys: KeyStore;
  readonly markets: readonly Market[];
  readonly metrics: Metrics;
  readonly open: OpenRequests;
  readonly operations: Operations;
  readonly pool: ValidatorPool;
  readonly recent: RecentAnswers;
  readonly view: ChainView;
}

/** Every route of the gateway. */
export async function addRoutes(app: FastifyInstance, config: WiredConfig, modules: RouteModules): Promise<void> {
  const { chat, events, keys, markets, metrics, open } = modules;
  corsHook(app, config.allowedOrigins);
  readJsonBodies(app, config.maxBodyBytes);
  chatRoutes(app, config, { chat, keys, open });
  translationRoutes(app, modules);
  await imageRoutes(app, config, modules);
  forecastRoutes(app, modules);
  modelRoutes(app, [...config.models, ...markets.map(({ plan }) => plan.model)], keys);
  healthRoutes(app, config, { metrics, health: createHealth(modules) });
  apiRoutes(app, config, modules);
  operationRoutes(app, modules);
  sessionRoute(app, config.playgroundKey);
  eventRoute(app, events);
  if (config.explorerPath !== undefined) await explorerRoutes(app, config.explorerPath);
}

/** Alive while the event loop turns; ready while there is a validator to ask and nothing is being closed. */
const createHealth = ({ open, pool, view }: RouteModules): Health => ({
  ready: () => ({
    ok: pool.healthyCount > 0 && !open.draining,
    detail: { validators: pool.healthyCount, block: view.head()?.head.number ?? null },
  }),
});
