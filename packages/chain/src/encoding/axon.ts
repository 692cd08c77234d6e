import { decodeIp } from "./ip.js";

/** Where a neuron says that it listens. */
export interface AxonInfo {
  readonly ip: string;
  readonly port: number;
  /** Free number that the neuron gave; the Python tools send 4. */
  readonly protocol: number;
  /** Version of the neuron's software. */
  readonly version: number;
  /** Block of the announcement. */
  readonly block: number;
}

/** The chain's struct, plain. */
export interface StoredAxon {
  readonly block: bigint;
  readonly version: number;
  readonly ip: bigint;
  readonly port: number;
  readonly ipType: number;
  readonly protocol: number;
}

/** A neuron that never announced itself reads as all zeros, and one that took it back as address 0: both are none. */
export function axonOf(stored: StoredAxon | undefined): AxonInfo | undefined {
  if (!stored || stored.ip === 0n || stored.port === 0) return undefined;
  const { ip, ipType, port, protocol, version, block } = stored;
  return { ip: decodeIp({ value: ip, type: ipType === 6 ? 6 : 4 }), port, protocol, version, block: Number(block) };
}

/** Where the metrics of a neuron are. */
export interface PrometheusInfo {
  readonly ip: string;
  readonly port: number;
  /** Version of the neuron's software. */
  readonly version: number;
  /** Block of the announcement. */
  readonly block: number;
}

/** The chain's struct, plain. */
export interface StoredPrometheus {
  readonly block: bigint;
  readonly version: number;
  readonly ip: bigint;
  readonly port: number;
  readonly ipType: number;
}

/** All zeros are none, as of an axon. */
export function prometheusOf(stored: StoredPrometheus | undefined): PrometheusInfo | undefined {
  if (!stored || stored.ip === 0n || stored.port === 0) return undefined;
  const { ip, ipType, port, version, block } = stored;
  return { ip: decodeIp({ value: ip, type: ipType === 6 ? 6 : 4 }), port, version, block: Number(block) };
}
