import type { EventEmitter } from "node:events";
import type { ServerHttp2Session } from "node:http2";
import type { Server, ServerInterceptingCallInterface } from "@grpc/grpc-js";

type Connection = ReturnType<ServerInterceptingCallInterface["getConnectionInfo"]>;

/**
 * How much a caller may send ahead of what is read. Everyone begins with the 64 KiB of HTTP/2, which is what a stranger can make this
 * neuron hold; a connection that has carried an admitted call gets more, for with 64 KiB a long message stops and goes all the way.
 */
export class ReceiveWindows {
  /** Connections that have not been widened, by their peer's address. */
  readonly #narrow = new Map<string, ServerHttp2Session>();

  constructor(private readonly windowBytes: number) {}

  /** To be called when the server has its injector, and before it has connections. */
  watch(server: Server): void {
    // The transport lets clients choose their window, but not servers: the HTTP/2 servers are taken from its own table. Where a later
    // version has none, windows stay as they are.
    const { http2Servers } = server as unknown as { readonly http2Servers?: ReadonlyMap<EventEmitter, unknown> };
    for (const http2Server of http2Servers?.keys() ?? []) {
      http2Server.on("session", (session: ServerHttp2Session) => this.#add(session));
    }
  }

  /** Widens the connection that a call came over, the first time. */
  widen(connection: Connection): void {
    const key = keyOf(connection);
    const session = this.#narrow.get(key);
    if (session === undefined) return;
    this.#narrow.delete(key);
    if (session.destroyed || session.closed) return;
    session.setLocalWindowSize(this.windowBytes);
    session.settings({ initialWindowSize: this.windowBytes });
  }

  #add(session: ServerHttp2Session): void {
    const { remoteAddress, remotePort } = session.socket;
    const key = keyOf({ remoteAddress, remotePort });
    this.#narrow.set(key, session);
    session.once("close", () => {
      if (this.#narrow.get(key) === session) this.#narrow.delete(key);
    });
  }
}

const keyOf = ({ remoteAddress, remotePort }: Connection): string => `${remoteAddress} ${remotePort}`;
