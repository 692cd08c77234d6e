import { type Context, ensure, type ReadContext } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { limitPassed } from "../accounts/rate-limits.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { storage } from "../storage/index.js";
import type { AxonInfo, PrometheusInfo } from "../types.js";

const IPV4_LOOPBACK = 0x7f00_0001n;
const IPV4_ALL_ONES = 2n ** 32n - 1n;
const IPV6_LOOPBACK = 1n;
const IPV6_ALL_ONES = 2n ** 128n - 1n;

export type AxonFields = Omit<AxonInfo, "block">;
export type PrometheusFields = Omit<PrometheusInfo, "block">;

interface Endpoint {
  readonly ip: bigint;
  readonly ip_type: number;
  readonly port: number;
}

/** An endpoint is a host in the open: neither the machine itself nor everyone. */
function isValidIp(type: number, ip: bigint): boolean {
  return type === 4 ? ip < IPV4_ALL_ONES && ip !== IPV4_LOOPBACK : ip < IPV6_ALL_ONES && ip !== IPV6_LOOPBACK;
}

function checkEndpoint(at: ReadContext, netuid: number, hotkey: AccountId, endpoint: Endpoint, last: bigint): void {
  ensure(storage.Uids.has(at, netuid, hotkey), errors.HotKeyNotRegisteredInNetwork);
  ensure(endpoint.ip_type === 4 || endpoint.ip_type === 6, errors.InvalidIpType);
  ensure(isValidIp(endpoint.ip_type, endpoint.ip), errors.InvalidIpAddress);
  const limit = storage.ServingRateLimit.get(at, netuid);
  ensure(limitPassed(at.blockNumber, last, limit), errors.ServingRateLimitExceeded);
  ensure(endpoint.port !== 0, errors.InvalidPort);
}

export function checkAxon(at: ReadContext, netuid: number, hotkey: AccountId, axon: Endpoint): void {
  checkEndpoint(at, netuid, hotkey, axon, storage.Axons.get(at, netuid, hotkey)?.block ?? 0n);
}

/** Publishes where a neuron is reached. */
export function serveAxon(ctx: Context, netuid: number, hotkey: AccountId, axon: AxonFields): void {
  storage.Axons.put(ctx, netuid, hotkey, { ...axon, block: BigInt(ctx.blockNumber) });
  ctx.emit(events.make.AxonServed([netuid, hotkey]));
}

const MAX_CERTIFICATE_KEY_BYTES = 64;

/** Publishes the TLS key of a neuron: a byte for the algorithm, then the key. One that is too long is left out. */
export function publishCertificate(ctx: Context, netuid: number, hotkey: AccountId, certificate: Uint8Array): void {
  const [algorithm] = certificate;
  if (algorithm === undefined || certificate.length > MAX_CERTIFICATE_KEY_BYTES + 1) return;
  storage.NeuronCertificates.put(ctx, netuid, hotkey, { algorithm, public_key: certificate.slice(1) });
}

export function checkPrometheus(at: ReadContext, netuid: number, hotkey: AccountId, endpoint: Endpoint): void {
  checkEndpoint(at, netuid, hotkey, endpoint, storage.Prometheus.get(at, netuid, hotkey)?.block ?? 0n);
  ensure(endpoint.ip !== 0n, errors.InvalidIpAddress);
}

/** Publishes where a neuron's metrics are read. */
export function servePrometheus(ctx: Context, netuid: number, hotkey: AccountId, endpoint: PrometheusFields): void {
  storage.Prometheus.put(ctx, netuid, hotkey, { ...endpoint, block: BigInt(ctx.blockNumber) });
  ctx.emit(events.make.PrometheusServed([netuid, hotkey]));
}
