import { createServer, type Server as NetServer, type Socket } from "node:net";
import { type Server, ServerCredentials } from "@grpc/grpc-js";
import { CodedError } from "@taostack/primitives";
import type { ServerLimits } from "../limits.js";
import type { ReceiveWindows } from "./receive-windows.js";

/**
 * The listening socket. The transport could open its own, but not bound the connections, nor end them: it forgets them when its
 * channelz tables are off.
 */
export interface Listener {
  readonly port: number;
  /** Takes no more connections; resolves when the last one has gone. */
  close(): Promise<void>;
  destroyConnections(): void;
}

interface ListenerModules {
  readonly limits: Pick<ServerLimits, "maxConnections" | "maxConnectionsPerAddress">;
  readonly windows: Pick<ReceiveWindows, "watch">;
}

/** @throws `protocol/listen_failed`. */
export async function listen(
  server: Server,
  host: string,
  port: number,
  { limits, windows }: ListenerModules,
): Promise<Listener> {
  const { maxConnections, maxConnectionsPerAddress } = limits;
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  windows.watch(server);
  const connections = new Map<Socket, string>();
  const listening = createServer((socket) => {
    const address = socket.remoteAddress ?? "";
    if (countFrom(address, connections) >= maxConnectionsPerAddress) return socket.destroy();
    connections.set(socket, address);
    socket.once("close", () => connections.delete(socket));
    injector.injectConnection(socket);
  });
  listening.maxConnections = maxConnections;
  await bind(listening, host, port);
  const bound = listening.address();
  return {
    port: typeof bound === "object" && bound !== null ? bound.port : port,
    close: () => new Promise((resolve) => listening.close(() => resolve())),
    destroyConnections: () => {
      for (const socket of connections.keys()) socket.destroy();
    },
  };
}

function countFrom(address: string, connections: ReadonlyMap<Socket, string>): number {
  let count = 0;
  for (const other of connections.values()) if (other === address) count++;
  return count;
}

function bind(listening: NetServer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    listening.once("error", (cause) => reject(listenFailed(host, port, cause)));
    listening.listen({ host, port }, resolve);
  });
}

const listenFailed = (host: string, port: number, cause: Error) =>
  new CodedError({ code: "protocol/listen_failed" as const, host, port }, `Cannot listen on ${host}, port ${port}.`, {
    remedy: "Choose a free port and an address of this machine; port 0 takes any free one.",
    cause,
  });
