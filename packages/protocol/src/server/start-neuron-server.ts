import { Server } from "@grpc/grpc-js";
import { type Logger, type Running, silentLogger } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import { HealthService } from "../generated/grpc/health/v1/health.js";
import { type DescribeResponseInit, NeuronService } from "../generated/taostack/v1/neuron.js";
import { defaultServerLimits, type ServerLimits } from "../limits.js";
import type { ServiceDescriptor, ServiceImplementation } from "../service.js";
import { SEAL_BYTES } from "../wire/seal.js";
import type { Authorize } from "./authorize.js";
import { Gate } from "./gate.js";
import { Health } from "./health.js";
import { type Listener, listen } from "./listener.js";
import { PublicDoor, type PublicRule } from "./public-door.js";
import { ReceiveWindows } from "./receive-windows.js";
import { reflectionServices, registerReflection } from "./reflection.js";
import { registerNeuron, registerService } from "./register.js";
import { SessionTable } from "./session-table.js";

export interface NeuronServerOptions {
  /** The address to listen on. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The neuron's hotkey. */
  readonly signer: Signer;
  /** Hash of the chain's block 0, 32 bytes. */
  readonly genesisHash: Uint8Array;
  readonly netuid: number;
  readonly authorize: Authorize;
  readonly services: readonly ServiceImplementation[];
  /** What `Neuron/Describe` answers; `services` is filled in by the server. */
  readonly describe: () => DescribeResponseInit;
  readonly limits?: Partial<ServerLimits>;
  readonly logger?: Logger;
  /** The clock by which sessions live, in milliseconds since 1970. */
  readonly now?: () => number;
}

export interface NeuronServer extends Running {
  readonly host: string;
  /** The port it listens on. */
  readonly port: number;
  /** Sets what the health service says of a service; without a service, of the server as a whole. */
  setServing(service: ServiceDescriptor | undefined, serving: boolean): void;
  /** Refuses new calls, lets those in progress finish for `limits.drainMs`, then aborts them and closes every connection. */
  stop(): Promise<void>;
}

/**
 * Serves a neuron's services to callers that have proven their hotkey, and health, reflection and the handshake to anyone.
 * @throws `protocol/listen_failed` if the address is taken or not this machine's.
 */
export async function startNeuronServer(options: NeuronServerOptions): Promise<NeuronServer> {
  const { host, signer, genesisHash, netuid, authorize, logger = silentLogger, now = Date.now } = options;
  const limits = { ...defaultServerLimits, ...options.limits };
  const sessions = new SessionTable({ ...limits, now });
  const publicDoor = new PublicDoor(publicRules(limits));
  const windows = new ReceiveWindows(limits.receiveWindowBytes);
  const gate = new Gate({ sessions, authorize, publicDoor, windows, limits, logger });
  const health = new Health();
  const server = new Server({ ...serverOptions(limits), interceptors: [gate.interceptor] });

  const handlerModules = { gate, maxResponseBytes: limits.maxResponseBytes, logger };
  const services = [NeuronService, ...options.services.map(({ service }) => service)];
  const names = services.map(({ name }) => name);
  const handshake = { signer, genesisHash, netuid, authorize, sessions, now, limits, logger };
  registerNeuron(server, () => ({ ...options.describe(), services: names }), handshake, handlerModules);
  for (const implementation of options.services) registerService(server, implementation, handlerModules);
  registerReflection(server, [...services, HealthService, ...reflectionServices]);
  health.register(server);

  const listener = await listen(server, host, options.port, { limits, windows });
  for (const name of ["", ...names]) health.set(name, true);
  let stopping: Promise<void> | undefined;
  return {
    host,
    port: listener.port,
    setServing: (service, serving) => health.set(service?.name ?? "", serving),
    stop: () => {
      stopping ??= stop({ server, listener, health, publicDoor, gate, sessions }, limits.drainMs);
      return stopping;
    },
  };
}

function publicRules(limits: ServerLimits): ReadonlyMap<string, PublicRule> {
  const rule = { maxConcurrent: limits.maxPublicCalls, timeoutMs: limits.maxCallMs };
  const standard = [HealthService, ...reflectionServices].flatMap(({ methods }) => Object.values(methods));
  return new Map([
    ...standard.map(({ path }) => [path, rule] as const),
    [
      NeuronService.methods.handshake.path,
      { maxConcurrent: limits.maxConcurrentHandshakes, timeoutMs: limits.handshakeTimeoutMs },
    ],
  ]);
}

const serverOptions = (limits: ServerLimits) => ({
  "grpc.max_receive_message_length": limits.maxRequestBytes,
  "grpc.max_send_message_length": limits.maxResponseBytes + SEAL_BYTES,
  "grpc.max_concurrent_streams": limits.maxStreamsPerConnection,
  "grpc.keepalive_time_ms": limits.keepaliveMs,
  "grpc.keepalive_timeout_ms": limits.keepaliveTimeoutMs,
  "grpc.max_connection_idle_ms": limits.maxConnectionIdleMs,
  // Its tables keep every connection of the process; nothing here reads them.
  "grpc.enable_channelz": 0,
});

interface Stoppable {
  readonly server: Server;
  readonly listener: Listener;
  readonly health: Health;
  readonly publicDoor: PublicDoor;
  readonly gate: Gate;
  readonly sessions: SessionTable;
}

/** After the handlers are done, what their calls still have to send gets this long. */
const FLUSH_MS = 1_000;

async function stop(
  { server, listener, health, publicDoor, gate, sessions }: Stoppable,
  drainMs: number,
): Promise<void> {
  health.close();
  const closed = listener.close();
  const shutdown = new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  await gate.close(drainMs);
  publicDoor.close();
  const timer = setTimeout(() => listener.destroyConnections(), FLUSH_MS);
  await shutdown;
  clearTimeout(timer);
  listener.destroyConnections();
  await closed;
  sessions.clear();
}
