import type { AddressInfo } from "node:net";
import { type Logger, type Running, resolveOptions, startWith } from "@taostack/primitives";
import { createLogger } from "@taostack/telemetry";
import { openHotkey, type Signer } from "@taostack/wallet";
import type { FastifyInstance } from "fastify";
import { connectChain } from "./chain/connect-chain.js";
import type { GatewayChain } from "./chain/gateway-chain.js";
import { createGateway } from "./create-gateway.js";
import { gatewayError } from "./errors.js";
import { type GatewayConfig, gatewayOptions } from "./options.js";
import { openStore } from "./store/open-store.js";
import { createConnector } from "./validators/create-connector.js";
import type { ConnectValidator } from "./validators/validator-channel.js";

/** Everything that has a default may be left out. */
export type GatewayInput = Partial<GatewayConfig>;

/** What the gateway works with, for whoever has one at hand: a network in one process, or a test. The caller stops what it gives. */
export interface GatewayModules {
  readonly chain?: GatewayChain;
  /** The gateway's hotkey; otherwise the wallet's. */
  readonly signer?: Signer;
  readonly connectValidator?: ConnectValidator;
  readonly logger?: Logger;
  /** The clock of limits and pauses, milliseconds since 1970. */
  readonly now?: () => number;
}

export interface RunningGateway extends Running {
  readonly url: string;
  readonly port: number;
  /** The key that pages on this machine get, if `playgroundKey` is set. */
  readonly playgroundKey: string | undefined;
  /** `key` is shown this once: the database holds only its hash. */
  createApiKey(name: string): Promise<{ id: string; key: string }>;
  /** False if there is no such key in use. */
  revokeApiKey(id: string): Promise<boolean>;
}

const PLAYGROUND = "playground";

/**
 * Starts a gateway. `stop` lets answers that run end for three seconds, ends the others, and closes everything.
 * @throws `options/…`, `gateway/invalid_market`, `gateway/port_in_use`, `gateway/database_unusable`, and what the chain client and the wallet throw.
 */
export async function startGateway(input: GatewayInput = {}, modules: GatewayModules = {}): Promise<RunningGateway> {
  const config = resolveOptions(gatewayOptions, { flags: input });
  const logger = modules.logger ?? createLogger({ name: "gateway", level: config.logLevel as "info" });
  return startWith(async (onClose, stop) => {
    const store = await openStore(config.databasePath);
    onClose(() => store.stop());
    const chain = modules.chain ?? (await openChain(config, logger, onClose));
    const connectorFor = await openConnectors(config, modules, chain, logger);
    const playgroundKey = config.playgroundKey ? await renewPlaygroundKey(store.keys) : undefined;
    const app = await createGateway(
      { ...config, playgroundKey },
      { store, chain, connectorFor, logger, now: modules.now ?? Date.now },
      onClose,
    );
    const port = await listen(app, config);
    const url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
    logger.info("gateway listening", { url, netuid: config.netuid, models: config.models });
    return {
      url,
      port,
      playgroundKey,
      createApiKey: (name) => store.keys.create(name),
      revokeApiKey: (id) => store.keys.revoke(id),
      stop,
    };
  });
}

async function openChain(
  { endpoint }: GatewayConfig,
  logger: Logger,
  onClose: (step: () => unknown) => void,
): Promise<GatewayChain> {
  const chain = await connectChain(endpoint, logger);
  onClose(() => chain.close());
  return chain;
}

async function openConnectors(
  config: GatewayConfig,
  { connectValidator, signer: given }: GatewayModules,
  { genesisHash }: GatewayChain,
  logger: Logger,
): Promise<(netuid: number) => ConnectValidator> {
  if (connectValidator) return () => connectValidator;
  const signer = given ?? (await openHotkey(config));
  return (netuid) => createConnector({ signer, genesisHash, netuid, logger });
}

/** A new one at each start; the last one, of which only the hash is left, is revoked. */
async function renewPlaygroundKey(keys: {
  revokeNamed(name: string): Promise<number>;
  create(name: string): Promise<{ key: string }>;
}): Promise<string> {
  await keys.revokeNamed(PLAYGROUND);
  return (await keys.create(PLAYGROUND)).key;
}

async function listen(app: FastifyInstance, { host, port }: GatewayConfig): Promise<number> {
  try {
    await app.listen({ host, port });
    return (app.server.address() as AddressInfo).port;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EADDRINUSE") throw cause;
    throw gatewayError({ code: "gateway/port_in_use", port }, `Port ${port} of ${host} is taken by another program.`, {
      remedy: "Stop that program, choose another port, or use port 0 for any free one.",
      cause,
    });
  }
}
