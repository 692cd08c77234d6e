import { Client, credentials } from "@grpc/grpc-js";
import { decodeAddress, type Logger, silentLogger } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import { type ChannelLimits, defaultChannelLimits } from "../limits.js";
import { SEAL_BYTES } from "../wire/seal.js";
import { NeuronChannel } from "./channel.js";
import { openSession } from "./open-session.js";
import { SessionKeeper } from "./session-keeper.js";

export interface ConnectOptions {
  readonly host: string;
  readonly port: number;
  /** The caller's hotkey. */
  readonly signer: Signer;
  /** ss58 of the hotkey that has to answer. */
  readonly peerHotkey: string;
  /** Hash of the chain's block 0, 32 bytes. */
  readonly genesisHash: Uint8Array;
  readonly netuid: number;
  /** For connecting and opening a session, now and whenever a new one is needed. 10 seconds unless told. */
  readonly timeoutMs?: number;
  readonly limits?: Partial<ChannelLimits>;
  readonly logger?: Logger;
  /** The clock by which sessions live, in milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Connects to a neuron and opens a session: afterwards both sides know that the other holds its hotkey. Sessions are renewed by
 * themselves. One channel carries any number of calls; keep it.
 * @throws `protocol/unavailable`, `protocol/deadline_exceeded`, `protocol/unauthenticated` (its `reason` says what did not fit) or
 * `protocol/permission_denied`.
 */
export async function connectNeuron(options: ConnectOptions): Promise<NeuronChannel> {
  const { host, port, signer, peerHotkey, genesisHash, netuid, timeoutMs = 10_000, now = Date.now } = options;
  const limits = { ...defaultChannelLimits, ...options.limits };
  const logger = options.logger ?? silentLogger;
  const peer = decodeAddress(peerHotkey);
  const address = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const connection = new Client(address, credentials.createInsecure(), connectionOptions(limits));
  const { maxClockSkewMs } = limits;
  const sessionOptions = { signer, peer, genesisHash, netuid, timeoutMs, maxClockSkewMs, now };
  const sessions = new SessionKeeper(async (lost) => {
    const session = await openSession(connection, { ...sessionOptions, lostId: lost?.id });
    logger.debug("session opened", { peer: peerHotkey, host, port });
    return session;
  }, now);
  try {
    await sessions.session(Date.now() + timeoutMs, undefined);
  } catch (error) {
    connection.close();
    throw error;
  }
  return new NeuronChannel({ peerHotkey, connection, sessions, limits });
}

const connectionOptions = (limits: ChannelLimits) => ({
  "grpc.max_receive_message_length": limits.maxResponseBytes + SEAL_BYTES,
  // The peer's own limit, learnt in the handshake, is checked before sending.
  "grpc.max_send_message_length": -1,
  "grpc-node.flow_control_window": limits.receiveWindowBytes,
  "grpc.keepalive_time_ms": limits.keepaliveMs,
  "grpc.keepalive_timeout_ms": limits.keepaliveTimeoutMs,
  "grpc.initial_reconnect_backoff_ms": 200,
  "grpc.max_reconnect_backoff_ms": 10_000,
  // Each channel owns its connection, and closes it.
  "grpc.use_local_subchannel_pool": 1,
  // Neurons are reached at the address that the chain names, whatever the environment says of proxies.
  "grpc.enable_http_proxy": 0,
  "grpc.service_config_disable_resolution": 1,
  "grpc.enable_channelz": 0,
});
