import { REPLAY_WINDOW } from "./session/replay-window.js";

/** What a server grants. All of it is finite; each has a default that suits a neuron with a few hundred peers. */
export interface ServerLimits {
  /** Longest request message. */
  readonly maxRequestBytes: number;
  /** Longest reply message that a handler may send. */
  readonly maxResponseBytes: number;
  /** Open connections; more are closed at once. */
  readonly maxConnections: number;
  /** Open connections from one address. */
  readonly maxConnectionsPerAddress: number;
  /** Calls in progress over one connection; more wait at the caller. */
  readonly maxStreamsPerConnection: number;
  /**
   * What a connection's callers may send ahead of what is read, once one of them has proven itself; strangers have 64 KiB. Long messages
   * come in fewer steps where it is large.
   */
  readonly receiveWindowBytes: number;
  /** Calls in progress over all connections; more are refused at once with `resource_exhausted`. */
  readonly maxConcurrentCalls: number;
  /** Longest time for one call, whatever its caller asks for. */
  readonly maxCallMs: number;
  readonly maxSessions: number;
  /** Sessions of one hotkey; opening one more ends its least recently used. */
  readonly maxSessionsPerPeer: number;
  readonly sessionLifetimeMs: number;
  readonly maxConcurrentHandshakes: number;
  readonly handshakeTimeoutMs: number;
  /** How far a caller's clock may be off, either way. */
  readonly maxClockSkewMs: number;
  /** Health and reflection calls in progress, over all connections. */
  readonly maxPublicCalls: number;
  readonly keepaliveMs: number;
  readonly keepaliveTimeoutMs: number;
  /** A connection without calls is closed after this; its sessions stay. */
  readonly maxConnectionIdleMs: number;
  /** How long `stop` lets calls in progress go on before it aborts them. */
  readonly drainMs: number;
}

export const defaultServerLimits: ServerLimits = {
  maxRequestBytes: 4 * 1024 * 1024,
  maxResponseBytes: 4 * 1024 * 1024,
  maxConnections: 1024,
  maxConnectionsPerAddress: 128,
  maxStreamsPerConnection: 256,
  receiveWindowBytes: 1024 * 1024,
  maxConcurrentCalls: 1024,
  maxCallMs: 600_000,
  maxSessions: 4096,
  maxSessionsPerPeer: 16,
  sessionLifetimeMs: 3_600_000,
  maxConcurrentHandshakes: 64,
  handshakeTimeoutMs: 10_000,
  maxClockSkewMs: 60_000,
  maxPublicCalls: 64,
  keepaliveMs: 30_000,
  keepaliveTimeoutMs: 10_000,
  maxConnectionIdleMs: 600_000,
  drainMs: 5_000,
};

/** What a caller allows itself and its peer. */
export interface ChannelLimits {
  /** Longest reply message. */
  readonly maxResponseBytes: number;
  /** What the peer may send ahead of what is read: so far a stream's handler goes on when its caller does not. */
  readonly receiveWindowBytes: number;
  /** Calls in progress; more fail at once with `resource_exhausted`. Below the replay window, so that no call outruns another. */
  readonly maxConcurrentCalls: number;
  /** Time for a call that names none. */
  readonly defaultTimeoutMs: number;
  /** How far the peer's clock may be off, either way. */
  readonly maxClockSkewMs: number;
  readonly keepaliveMs: number;
  readonly keepaliveTimeoutMs: number;
}

export const defaultChannelLimits: ChannelLimits = {
  maxResponseBytes: 4 * 1024 * 1024,
  receiveWindowBytes: 256 * 1024,
  maxConcurrentCalls: REPLAY_WINDOW / 2,
  defaultTimeoutMs: 60_000,
  maxClockSkewMs: 60_000,
  keepaliveMs: 30_000,
  keepaliveTimeoutMs: 10_000,
};
