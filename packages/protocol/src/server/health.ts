import { type Server, type ServerWritableStream, status } from "@grpc/grpc-js";
import {
  type HealthCheckRequest,
  type HealthCheckResponseInit,
  HealthService,
  HealthCheckResponse_ServingStatus as Serving,
} from "../generated/grpc/health/v1/health.js";
import { toGrpcDefinition } from "../wire/grpc-definition.js";

type Watcher = ServerWritableStream<HealthCheckRequest, HealthCheckResponseInit>;

/** The standard health service. The empty name stands for the server as a whole. */
export class Health {
  readonly #statuses = new Map<string, number>();
  readonly #watchers = new Map<string, Set<Watcher>>();

  set(service: string, serving: boolean): void {
    const status = serving ? Serving.SERVING : Serving.NOT_SERVING;
    if (this.#statuses.get(service) === status) return;
    this.#statuses.set(service, status);
    for (const watcher of this.#watchers.get(service) ?? []) watcher.write({ status });
  }

  /** Nothing serves any more; watchers are told. */
  close(): void {
    for (const service of this.#statuses.keys()) this.set(service, false);
  }

  register(server: Server): void {
    server.addService(toGrpcDefinition(HealthService), {
      check: (call: { request: HealthCheckRequest }, respond: Respond<HealthCheckResponseInit>) => {
        const known = this.#statuses.get(call.request.service);
        if (known === undefined) respond({ code: status.NOT_FOUND, details: "no such service" });
        else respond(null, { status: known });
      },
      list: (_call: unknown, respond: Respond<unknown>) =>
        respond(null, { statuses: new Map([...this.#statuses].map(([name, status]) => [name, { status }])) }),
      watch: (call: Watcher) => this.#watch(call),
    });
  }

  #watch(call: Watcher): void {
    const { service } = call.request;
    const watchers = this.#watchers.get(service) ?? new Set();
    this.#watchers.set(service, watchers.add(call));
    call.on("cancelled", () => {
      watchers.delete(call);
      // Names come from strangers: none is kept when nobody watches it.
      if (watchers.size === 0) this.#watchers.delete(service);
    });
    call.write({ status: this.#statuses.get(service) ?? Serving.SERVICE_UNKNOWN });
  }
}

type Respond<T> = (error: { code: status; details: string } | null, value?: T) => void;
