import { connect, createServer, type Server, type Socket } from "node:net";

/** A TCP relay in front of a chain's node, which can be cut off and come back at the same address. */
export class TcpRelay {
  readonly #sockets = new Set<Socket>();
  #refusing = false;

  static async start(targetUrl: string): Promise<TcpRelay> {
    const server = createServer();
    const relay = new TcpRelay(server, Number(new URL(targetUrl).port));
    server.on("connection", (near) => relay.#relay(near));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return relay;
  }

  private constructor(
    readonly server: Server,
    readonly targetPort: number,
  ) {}

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  /** Cuts the connections, and takes no new one until told. */
  refuse(refusing: boolean): void {
    this.#refusing = refusing;
    if (refusing) for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.refuse(true);
    await new Promise((resolve) => this.server.close(resolve));
  }

  #relay(near: Socket): void {
    if (this.#refusing) return void near.destroy();
    const far = connect(this.targetPort, "127.0.0.1");
    this.#pass(near, far);
    this.#pass(far, near);
  }

  #pass(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on("error", () => undefined);
    from.once("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    from.pipe(to);
  }
}
