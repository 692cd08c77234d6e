import {
  type Metadata,
  ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
} from "@grpc/grpc-js";
import type { Logger } from "@taostack/primitives";
import { errorToStatus, protocolError } from "../errors.js";
import type { ServerLimits } from "../limits.js";
import { requestTag, sameTag } from "../session/tags.js";
import { readCallHeader } from "../wire/call-header.js";
import { refusalTrailers } from "../wire/trailers.js";
import { AdmittedCall } from "./admitted-call.js";
import { type Authorize, authorizeOrThrow } from "./authorize.js";
import type { PublicDoor } from "./public-door.js";
import type { ReceiveWindows } from "./receive-windows.js";
import type { ServerSession, SessionTable } from "./session-table.js";

export interface GateModules {
  readonly sessions: SessionTable;
  readonly authorize: Authorize;
  readonly publicDoor: PublicDoor;
  readonly windows: Pick<ReceiveWindows, "widen">;
  readonly limits: Pick<ServerLimits, "maxConcurrentCalls" | "maxCallMs">;
  readonly logger: Logger;
}

/**
 * Stands before every method. A call passes when its header is authentic, new, and its caller allowed; only then is its message read.
 * Whatever comes without a session ends here, except what the public door lets in.
 */
export class Gate {
  readonly #modules: GateModules;
  readonly #admitted = new WeakMap<Metadata, AdmittedCall>();
  readonly #active = new Set<AdmittedCall>();
  #closed = false;
  #onEmpty: (() => void) | undefined;

  constructor(modules: GateModules) {
    this.#modules = modules;
  }

  readonly interceptor: ServerInterceptor = (method, call) =>
    this.#modules.publicDoor.opensTo(method.path)
      ? this.#modules.publicDoor.admit(method.path, call)
      : this.#guard(method.path, call);

  /** The call that came in with this metadata, whose message is now here: from now on its handler answers for it. */
  take(metadata: Metadata): AdmittedCall {
    const call = this.#admitted.get(metadata);
    if (call === undefined) throw new Error("a call reached its handler without passing the gate");
    this.#admitted.delete(metadata);
    return call;
  }

  /** Lets no more calls in, waits for those inside, and aborts what is left of them after `drainMs`. */
  async close(drainMs: number): Promise<void> {
    this.#closed = true;
    if (this.#active.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
      timer = setTimeout(resolve, drainMs);
    });
    clearTimeout(timer);
    for (const call of this.#active) call.abort(stopping());
  }

  #guard(path: string, call: ServerInterceptingCallInterface): ServerInterceptingCall {
    let admitted: AdmittedCall | undefined;
    let gone = false;
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: (metadata, pass) => {
            void this.#admit(path, metadata, call).then((fresh) => {
              if (fresh === undefined) return;
              if (gone) return this.#leave(fresh);
              admitted = fresh;
              this.#admitted.set(metadata, fresh);
              // A caller that never sends its message would otherwise keep its place for ever.
              fresh.signal.addEventListener("abort", () => {
                if (this.#admitted.delete(metadata)) call.sendStatus(fresh.failure(fresh.signal.reason));
              });
              pass(metadata);
            });
          },
          onCancel: () => {
            gone = true;
            if (admitted) this.#leave(admitted);
          },
        }),
    });
  }

  /** The admitted call, or nothing once the caller was told why not. Never rejects. */
  async #admit(
    path: string,
    metadata: Metadata,
    call: ServerInterceptingCallInterface,
  ): Promise<AdmittedCall | undefined> {
    let admitted: AdmittedCall | undefined;
    try {
      admitted = this.#authenticate(path, metadata);
      this.#enter(admitted);
      await authorizeOrThrow(this.#modules.authorize, admitted.peer, path);
      this.#modules.windows.widen(call.getConnectionInfo());
      return admitted;
    } catch (error) {
      this.#modules.logger.debug("call refused", { path, hotkey: admitted?.peer.hotkey, error });
      call.sendStatus(admitted ? admitted.failure(error) : unvouched(error));
      admitted?.settle();
      if (admitted) this.#leave(admitted);
      return undefined;
    }
  }

  #authenticate(path: string, metadata: Metadata): AdmittedCall {
    const header = readCallHeader(metadata);
    if (header === undefined) throw unauthenticated("no_session", "A session is needed; Neuron/Handshake opens one.");
    const session = this.#modules.sessions.find(header.sessionId);
    if (session === undefined) throw unauthenticated("unknown_session", "This session has ended.");
    if (!sameTag(header.tag, requestTag(session.keys.toServer, header.authenticated, path))) {
      throw unauthenticated("bad_tag", "The call's tag does not fit.");
    }
    acceptOnce(session, header.counter);
    return new AdmittedCall(path, session, header, this.#modules.limits.maxCallMs);
  }

  #enter(call: AdmittedCall): void {
    this.#active.add(call);
    if (this.#closed) throw stopping();
    if (this.#active.size > this.#modules.limits.maxConcurrentCalls) {
      throw protocolError("protocol/resource_exhausted", "This neuron has too many calls in progress.", {
        reason: "too_many_calls",
      });
    }
  }

  #leave(call: AdmittedCall): void {
    if (!this.#active.delete(call)) return;
    call.leave();
    if (this.#active.size === 0) this.#onEmpty?.();
  }
}

function acceptOnce(session: ServerSession, counter: number): void {
  if (!session.window.accept(counter)) throw unauthenticated("replayed", "This call was made before.");
}

const unauthenticated = (reason: "no_session" | "unknown_session" | "bad_tag" | "replayed", message: string) =>
  protocolError("protocol/unauthenticated", message, { reason });

const stopping = () => protocolError("protocol/unavailable", "This neuron is stopping.", { reason: "stopping" });

function unvouched(error: unknown) {
  const status = errorToStatus(error);
  return { ...status, metadata: refusalTrailers(status.reason) };
}
