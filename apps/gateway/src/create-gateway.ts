import type { Logger } from "@taostack/primitives";
import { createMetrics } from "@taostack/telemetry";
import type { FastifyInstance } from "fastify";
import { createChainView } from "./chain/create-chain-view.js";
import { findValidators } from "./chain/find-validators.js";
import type { GatewayChain } from "./chain/gateway-chain.js";
import { createChat } from "./chat/create-chat.js";
import { createLimiter } from "./chat/create-limiter.js";
import { createOpenRequests } from "./chat/create-open-requests.js";
import { createServer } from "./create-server.js";
import { createGatewayMetrics } from "./metrics.js";
import type { GatewayConfig } from "./options.js";
import { addRoutes } from "./routes/add-routes.js";
import type { Store } from "./store/open-store.js";
import { startDirectory } from "./validators/start-directory.js";
import type { ConnectValidator } from "./validators/validator-channel.js";
import { ValidatorPool } from "./validators/validator-pool.js";
import { createEvents } from "./view/create-events.js";
import { createRecentAnswers } from "./view/create-recent-answers.js";

/** The configuration, with the key itself in place of the wish for one. */
export type WiredConfig = Omit<GatewayConfig, "playgroundKey"> & { readonly playgroundKey: string | undefined };

export interface WiredModules {
  readonly store: Store;
  readonly chain: GatewayChain;
  readonly connectValidator: ConnectValidator;
  readonly logger: Logger;
  readonly now: () => number;
}

/** How long running answers may go on after a stop. */
const DRAIN_MS = 3_000;
const CHECK_TIMEOUT_MS = 3_000;

/** Wires the parts together; the server it returns does not listen yet. */
export async function createGateway(
  config: WiredConfig,
  { store, chain, connectValidator, logger, now }: WiredModules,
  onClose: (step: () => unknown) => void,
): Promise<FastifyInstance> {
  const events = createEvents();
  const recent = createRecentAnswers();
  const open = createOpenRequests();
  const view = createChainView(chain, events);
  onClose(() => view.stop());
  const pool = new ValidatorPool(connectValidator, now);
  const find = async () => findValidators(await chain.metagraph(config.netuid));
  const times = { intervalMs: config.discoveryIntervalMs, checkTimeoutMs: CHECK_TIMEOUT_MS };
  const directory = startDirectory(times, { find, pool, logger });
  onClose(() => directory.stop());

  const limiter = createLimiter(config, now);
  const registry = createMetrics({ prefix: "taostack_gateway_" });
  onClose(() => registry.stop());
  const metrics = createGatewayMetrics(registry, {
    inFlight: () => limiter.inFlight,
    healthyValidators: () => pool.healthyCount,
    knownValidators: () => pool.size,
    eventListeners: () => events.listeners,
    block: () => view.head()?.head.number ?? 0,
  });
  const validators = () => directory.choose();
  const chat = createChat(config, { validators, limiter, usage: store.usage, recent, events, metrics, logger });
  onClose(() => chat.settled());

  const app = createServer(logger);
  onClose(() => app.close());
  onClose(() => open.drain(DRAIN_MS));
  onClose(() => events.end());
  await addRoutes(app, config, { chain, chat, events, keys: store.keys, metrics: registry, open, pool, recent, view });
  return app;
}
