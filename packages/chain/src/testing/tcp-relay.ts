import { connect, createServer, type Server, type Socket } from "node:net";

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** A TCP relay in front of a node, which can fail in the ways that networks do. */
export class TcpRelay {
  readonly #pairs = new Set<Pair>();
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

  get connections(): number {
    return this.#pairs.size;
  }

  /** The connections of now stay open and carry nothing more; later ones are well. */
  freeze(): void {
    for (const { near, far } of this.#pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.resume();
      far.resume();
    }
  }

  /** The connections of now carry what clients send, and no answers; later ones are well. */
  mute(): void {
    for (const { near, far } of this.#pairs) {
      far.unpipe(near);
      far.resume();
    }
  }

  /** Cuts the connections of now. */
  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  /** Cuts, and takes no new connection until told. */
  refuse(refusing: boolean): void {
    this.#refusing = refusing;
    if (refusing) this.cut();
  }

  async stop(): Promise<void> {
    this.refuse(true);
    await new Promise((resolve) => this.server.close(resolve));
  }

  #relay(near: Socket): void {
    if (this.#refusing) {
      near.destroy();
      return;
    }
    const pair: Pair = { near, far: connect(this.targetPort, "127.0.0.1") };
    this.#pairs.add(pair);
    for (const [from, to] of [
      [pair.near, pair.far],
      [pair.far, pair.near],
    ] as const) {
      from.on("error", () => undefined);
      from.once("close", () => {
        to.destroy();
        this.#pairs.delete(pair);
      });
      from.pipe(to);
    }
  }
}
