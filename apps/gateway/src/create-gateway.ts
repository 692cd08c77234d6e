import type { Logger } from "@taostack/primitives";
import { createMetrics } from "@taostack/telemetry";
import type { FastifyInstance } from "fastify";
import { createChainView } from "./chain/create-chain-view.js";
import type { GatewayChain } from "./chain/gateway-chain.js";
import { createChat } from "./chat/create-chat.js";
import { createLimiter } from "./chat/create-limiter.js";
import { createOpenRequests } from "./chat/create-open-requests.js";
import { createServer } from "./create-server.js";
import { createMarket } from "./markets/create-market.js";
import { parseMarkets } from "./markets/market-plan.js";
import { createGatewayMetrics } from "./metrics.js";
import { createOperations } from "./operations/create-operations.js";
import type { GatewayConfig } from "./options.js";
import { addRoutes } from "./routes/add-routes.js";
import type { Store } from "./store/open-store.js";
import { type Subnet, startSubnet } from "./validators/start-subnet.js";
import type { ConnectValidator } from "./validators/validator-channel.js";
import { createEvents } from "./view/create-events.js";
import { createRecentAnswers } from "./view/create-recent-answers.js";

/** The configuration, with the key itself in place of the wish for one. */
export type WiredConfig = Omit<GatewayConfig, "playgroundKey"> & { readonly playgroundKey: string | undefined };

export interface WiredModules {
  readonly store: Store;
  readonly chain: GatewayChain;
  /** Of a subnet. */
  readonly connectorFor: (netuid: number) => ConnectValidator;
  readonly logger: Logger;
  readonly now: () => number;
}

/** How long running answers may go on after a stop. */
const DRAIN_MS = 3_000;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Wires the parts together; the server it returns does not listen yet. */
export async function createGateway(
  config: WiredConfig,
  { store, chain, connectorFor, logger, now }: WiredModules,
  onClose: (step: () => unknown) => void,
): Promise<FastifyInstance> {
  const events = createEvents();
  const recent = createRecentAnswers();
  const open = createOpenRequests();
  const view = createChainView(chain, events);
  onClose(() => view.stop());
  const plans = parseMarkets(config.markets);
  const subnets = new Map<number, Subnet>();
  for (const netuid of new Set([config.netuid, ...plans.map((plan) => plan.netuid)])) {
    const subnet = startSubnet({ ...config, netuid }, { chain, connectValidator: connectorFor(netuid), now, logger });
    onClose(() => subnet.stop());
    subnets.set(netuid, subnet);
  }
  const subnetOf = (netuid: number) => subnets.get(netuid) as Subnet;
  const { pool, choose: validators } = subnetOf(config.netuid);

  const limiter = createLimiter(config, now);
  const registry = createMetrics({ prefix: "taostack_gateway_" });
  onClose(() => registry.stop());
  const metrics = createGatewayMetrics(registry, {
    inFlight: () => limiter.inFlight,
    healthyValidators: () => sum([...subnets.values()].map((subnet) => subnet.pool.healthyCount)),
    knownValidators: () => sum([...subnets.values()].map((subnet) => subnet.pool.size)),
    eventListeners: () => events.listeners,
    block: () => view.head()?.head.number ?? 0,
  });
  const shared = { limiter, usage: store.usage, recent, events, metrics, logger };
  const chat = createChat(config, { ...shared, validators });
  onClose(() => chat.settled());
  const markets = plans.map((plan) => createMarket(plan, config, { ...shared, subnet: subnetOf(plan.netuid) }));
  for (const market of markets) onClose(() => market.settled());

  const app = createServer(logger);
  onClose(() => app.close());
  onClose(() => open.drain(DRAIN_MS));
  onClose(() => events.end());
  const { keys } = store;
  const operations = createOperations(chain, config, now);
  const told = { metrics: registry, events, recent, view };
  await addRoutes(app, config, { ...told, chain, chat, keys, markets, open, operations, pool });
  return app;
}
