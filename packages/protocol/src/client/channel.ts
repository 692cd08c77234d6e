import type { Client } from "@grpc/grpc-js";
import { protocolError } from "../errors.js";
import type { ChannelLimits } from "../limits.js";
import type { CallOptions, MethodDescriptor, ServiceClient, ServiceDescriptor } from "../service.js";
import { MAX_TIMEOUT_MS } from "../wire/call-header.js";
import { asBuffer } from "../wire/grpc-definition.js";
import { callStream, callUnary, type OutgoingCall } from "./calls.js";
import type { SessionKeeper } from "./session-keeper.js";

export interface ChannelModules {
  readonly peerHotkey: string;
  readonly connection: Client;
  readonly sessions: SessionKeeper;
  readonly limits: ChannelLimits;
}

/** An authenticated line to one neuron. Made by `connectNeuron`. */
export class NeuronChannel {
  /** ss58 of the neuron that answers, proven. */
  readonly peerHotkey: string;
  readonly #modules: ChannelModules;
  readonly #inProgress = new Set<AbortController>();
  #closed = false;

  constructor(modules: ChannelModules) {
    this.peerHotkey = modules.peerHotkey;
    this.#modules = modules;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** The service's methods, to be called over this channel. */
  client<S extends ServiceDescriptor>(service: S): ServiceClient<S> {
    const methods = Object.entries(service.methods).map(([name, method]) => [name, this.#caller(method)]);
    return Object.fromEntries(methods) as ServiceClient<S>;
  }

  /** Closes the connection. Calls in progress fail with `protocol/unavailable`. */
  close(): void {
    this.#closed = true;
    for (const controller of this.#inProgress) controller.abort(channelClosed());
    this.#modules.connection.close();
  }

  #caller(method: MethodDescriptor) {
    return method.kind === "unary"
      ? async (request: unknown, options?: CallOptions) => callUnary(this.#begin(method, request, options))
      : (request: unknown, options?: CallOptions) => callStream(() => this.#begin(method, request, options));
  }

  #begin(method: MethodDescriptor, request: unknown, options: CallOptions = {}): OutgoingCall {
    const { connection, sessions, limits } = this.#modules;
    if (this.#closed) throw channelClosed();
    if (options.signal?.aborted) throw cancelled(options.signal);
    if (this.#inProgress.size >= limits.maxConcurrentCalls) throw tooManyCalls();
    const body = asBuffer(method.request.encode(request));
    const deadlineMs = callDeadline(options, limits.defaultTimeoutMs);
    return { connection, sessions, method, body, deadlineMs, ...this.#track(options.signal) };
  }

  /** A signal that follows the caller's and the channel's closing; its reason is the error to throw. */
  #track(outer: AbortSignal | undefined): { signal: AbortSignal; finish: () => void } {
    const controller = new AbortController();
    const onAbort = () => controller.abort(cancelled(outer!));
    outer?.addEventListener("abort", onAbort);
    this.#inProgress.add(controller);
    const finish = () => {
      outer?.removeEventListener("abort", onAbort);
      this.#inProgress.delete(controller);
    };
    return { signal: controller.signal, finish };
  }
}

const cancelled = (signal: AbortSignal) =>
  protocolError("protocol/cancelled", "The call was cancelled by its caller.", { cause: signal.reason });

const channelClosed = () => protocolError("protocol/unavailable", "This channel is closed.");

const tooManyCalls = () =>
  protocolError("protocol/resource_exhausted", "This channel has too many calls in progress.", {
    reason: "too_many_calls",
    remedy: "Wait for some of them, or raise limits.maxConcurrentCalls.",
  });

/** A number this small is a duration, and was meant for `timeoutMs`: it is a point in time before 1974. */
const EARLIEST_DEADLINE_MS = 1e11;

function callDeadline({ timeoutMs, deadlineMs }: CallOptions, defaultTimeoutMs: number): number {
  if (deadlineMs !== undefined && !(deadlineMs >= EARLIEST_DEADLINE_MS)) {
    throw protocolError(
      "protocol/invalid_argument",
      `deadlineMs is ${deadlineMs}, which is no point in time of today.`,
      {
        remedy: "Give a duration as timeoutMs.",
      },
    );
  }
  const limitMs = timeoutMs ?? (deadlineMs === undefined ? defaultTimeoutMs : MAX_TIMEOUT_MS);
  if (!(limitMs > 0)) throw protocolError("protocol/invalid_argument", `timeoutMs is ${limitMs}.`);
  return Math.min(deadlineMs ?? Number.POSITIVE_INFINITY, Date.now() + Math.min(limitMs, MAX_TIMEOUT_MS));
}
