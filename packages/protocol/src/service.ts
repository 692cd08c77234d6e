import type { MessageCodec } from "./codec.js";

export type MethodKind = "unary" | "serverStream" | "clientStream" | "bidi";

export interface MethodDescriptor {
  /** `/taostack.v1.Text/Generate` */
  readonly path: string;
  readonly kind: MethodKind;
  readonly request: MessageCodec<unknown, unknown>;
  readonly response: MessageCodec<unknown, unknown>;
}

/** One .proto file, compiled: a google.protobuf.FileDescriptorProto and the full names that it defines. */
export interface FileDescriptor {
  readonly name: string;
  readonly imports: readonly string[];
  readonly symbols: readonly string[];
  readonly bytes: Uint8Array;
}

/** A service of the contract, as generated: `TextService`. Plain data, so that any package can bring its own. */
export interface ServiceDescriptor {
  /** `taostack.v1.Text` */
  readonly name: string;
  readonly methods: Readonly<Record<string, MethodDescriptor>>;
  /** What reflection tells of it. Absent for the services of this package, which reflection knows, and for those written by hand. */
  readonly files?: readonly FileDescriptor[];
}

/** The decoded request of a method. */
export type RequestOf<M extends MethodDescriptor> = ReturnType<M["request"]["decode"]>;
/** What a caller may give as the request of a method. */
export type RequestInitOf<M extends MethodDescriptor> = Parameters<M["request"]["encode"]>[0];
/** The decoded response of a method. */
export type ResponseOf<M extends MethodDescriptor> = ReturnType<M["response"]["decode"]>;
/** What a handler may give as the response of a method. */
export type ResponseInitOf<M extends MethodDescriptor> = Parameters<M["response"]["encode"]>[0];

/** Who calls: proven by its hotkey's signature when the session was opened. */
export interface PeerIdentity {
  /** ss58, prefix 42. */
  readonly hotkey: string;
}

/** What a handler knows of its call. */
export interface CallContext {
  readonly peer: PeerIdentity;
  /** Aborted when the caller cancels or goes away, when the time is up, and when the server stops. Its reason is a `ProtocolError`. */
  readonly signal: AbortSignal;
  /** The point in time at which the call's time is up, in milliseconds since 1970 by this machine's clock. */
  readonly deadlineMs: number;
}

type Handler<M extends MethodDescriptor> = M["kind"] extends "unary"
  ? (request: RequestOf<M>, context: CallContext) => Promise<ResponseInitOf<M>>
  : (request: RequestOf<M>, context: CallContext) => AsyncIterable<ResponseInitOf<M>>;

type Servable<S extends ServiceDescriptor> = {
  [K in keyof S["methods"]]: S["methods"][K]["kind"] extends "unary" | "serverStream" ? K : never;
}[keyof S["methods"]];

/** One handler for each unary and each server-streaming method of a service. */
export type ServiceHandlers<S extends ServiceDescriptor> = {
  readonly [K in Servable<S>]: Handler<S["methods"][K]>;
};

/** A handler as the server sees it, whose method's kind says what it returns. */
export type AnyHandler = (request: unknown, context: CallContext) => Promise<unknown> | AsyncIterable<unknown>;

export interface ServiceImplementation {
  readonly service: ServiceDescriptor;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
}

/** Pairs a service with its handlers, each typed by its method. */
export function implementService<S extends ServiceDescriptor>(
  service: S,
  handlers: ServiceHandlers<S>,
): ServiceImplementation {
  return { service, handlers: handlers as unknown as Record<string, AnyHandler> };
}

export interface CallOptions {
  /** Cancels the call, at the peer too. */
  readonly signal?: AbortSignal | undefined;
  /** How long the call may take, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** The point in time at which the call must be over, in milliseconds since 1970. With `timeoutMs` too, the earlier one counts. */
  readonly deadlineMs?: number | undefined;
}

type ClientMethod<M extends MethodDescriptor> = M["kind"] extends "unary"
  ? (request: RequestInitOf<M>, options?: CallOptions) => Promise<ResponseOf<M>>
  : (request: RequestInitOf<M>, options?: CallOptions) => AsyncGenerator<ResponseOf<M>, void, undefined>;

/**
 * The methods of a service as a caller sees them. A streaming call begins when its iteration begins; leaving the loop early
 * cancels it.
 */
export type ServiceClient<S extends ServiceDescriptor> = {
  readonly [K in Servable<S>]: ClientMethod<S["methods"][K]>;
};
