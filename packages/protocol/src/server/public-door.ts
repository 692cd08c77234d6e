import { ServerInterceptingCall, type ServerInterceptingCallInterface, status } from "@grpc/grpc-js";
import { refusalTrailers } from "../wire/trailers.js";

/** How many calls of a public method may be in progress, and how long one may take. */
export interface PublicRule {
  readonly maxConcurrent: number;
  readonly timeoutMs: number;
}

/**
 * Where calls without a session may enter: handshake, health and reflection. Each method has its own few places, and each call its
 * time, so that strangers can neither crowd out one another's kind nor hold a place for ever.
 */
export class PublicDoor {
  readonly #rules: ReadonlyMap<string, PublicRule>;
  readonly #active = new Map<string, Set<ServerInterceptingCallInterface>>();

  constructor(rules: ReadonlyMap<string, PublicRule>) {
    this.#rules = rules;
  }

  opensTo(path: string): boolean {
    return this.#rules.has(path);
  }

  admit(path: string, call: ServerInterceptingCallInterface): ServerInterceptingCall {
    const rule = this.#rules.get(path)!;
    const inside = this.#inside(path);
    let timer: NodeJS.Timeout | undefined;
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: (metadata, pass) => {
            if (inside.size >= rule.maxConcurrent) return refuse(call, status.RESOURCE_EXHAUSTED, "too_many_calls");
            inside.add(call);
            timer = setTimeout(() => refuse(call, status.DEADLINE_EXCEEDED), rule.timeoutMs);
            pass(metadata);
          },
          onCancel: () => {
            clearTimeout(timer);
            inside.delete(call);
          },
        }),
    });
  }

  /** Ends every call inside. */
  close(): void {
    for (const calls of this.#active.values()) {
      for (const call of calls) refuse(call, status.UNAVAILABLE, "stopping");
    }
  }

  #inside(path: string): Set<ServerInterceptingCallInterface> {
    const inside = this.#active.get(path) ?? new Set();
    this.#active.set(path, inside);
    return inside;
  }
}

function refuse(call: ServerInterceptingCallInterface, code: status, reason?: string): void {
  call.sendStatus({ code, details: "not now", metadata: refusalTrailers(reason) });
}
