import type { Health, Metrics } from "@taostack/telemetry";
import type { FastifyInstance } from "fastify";
import type { ChainView } from "../chain/createChainView.js";
import type { GatewayChain } from "../chain/gatewayChain.js";
import type { Chat } from "../chat/createChat.js";
import type { OpenRequests } from "../chat/createOpenRequests.js";
import type { WiredConfig } from "../createGateway.js";
import type { KeyStore } from "../store/keyStore.js";
import type { ValidatorPool } from "../validators/ValidatorPool.js";
import type { Events } from "../view/createEvents.js";
import type { RecentAnswers } from "../view/createRecentAnswers.js";
import { apiRoutes } from "./apiRoutes.js";
import { chatRoutes } from "./chatRoutes.js";
import { corsHook } from "./corsHook.js";
import { eventRoute } from "./eventRoute.js";
import { explorerRoutes } from "./explorerRoutes.js";
import { healthRoutes } from "./healthRoutes.js";
import { modelRoutes } from "./modelRoutes.js";
import { readJsonBodies } from "./readJsonBodies.js";
import { sessionRoute } from "./sessionRoute.js";

export interface RouteModules {
  readonly chain: GatewayChain;
  readonly chat: Chat;
  readonly events: Events;
  readonly keys: KeyStore;
  readonly metrics: Metrics;
  readonly open: OpenRequests;
  readonly pool: ValidatorPool;
  readonly recent: RecentAnswers;
  readonly view: ChainView;
}

/** Every route of the gateway. */
export async function addRoutes(app: FastifyInstance, config: WiredConfig, modules: RouteModules): Promise<void> {
  const { chat, events, keys, metrics, open } = modules;
  corsHook(app, config.allowedOrigins);
  readJsonBodies(app, config.maxBodyBytes);
  chatRoutes(app, config, { chat, keys, open });
  modelRoutes(app, config.models, keys);
  healthRoutes(app, config, { metrics, health: createHealth(modules) });
  apiRoutes(app, config, modules);
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
