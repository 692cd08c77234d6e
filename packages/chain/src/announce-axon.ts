import type { Signer } from "@taostack/wallet";
import type { SubtensorClient } from "./client.js";
import { chainError } from "./errors.js";

export interface AnnounceAxonOptions {
  /** The hotkey that listens. */
  readonly signer: Signer;
  readonly netuid: number;
  /** Where the program listens. */
  readonly host: string;
  readonly port: number;
  /** Where others reach it, if that is another address. */
  readonly externalIp?: string | undefined;
  readonly externalPort?: number | undefined;
  readonly protocol: number;
  /** `1.2.3` of the software. */
  readonly version: string;
}

/** Addresses to listen on that say nothing of where others find the machine. */
const wildcards = ["0.0.0.0", "::", "localhost"];

/**
 * Makes the chain name this address for the signer's hotkey. Nothing is sent when it does so already: the chain limits how often
 * an axon may be served.
 * @returns Whether it had to be sent.
 * @throws `chain/no_external_ip`, and as `client.neurons.serveAxon`.
 */
export async function announceAxon(client: SubtensorClient, options: AnnounceAxonOptions): Promise<boolean> {
  const { signer, netuid, host, protocol } = options;
  const ip = options.externalIp ?? host;
  if (wildcards.includes(ip)) throw noExternalIp(ip);
  const record = { ip, port: options.externalPort ?? options.port, protocol, version: versionNumber(options.version) };
  const current = await client.neurons.axon(netuid, signer.address);
  const same =
    current !== undefined &&
    current.ip === record.ip &&
    current.port === record.port &&
    current.protocol === record.protocol &&
    current.version === record.version;
  if (!same) await client.neurons.serveAxon({ signer, netuid, ...record });
  return !same;
}

/** As the chain stores versions: major·10⁶ + minor·10³ + patch. */
export function versionNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  return major * 1_000_000 + minor * 1_000 + patch;
}

const noExternalIp = (host: string) =>
  chainError(
    { code: "chain/no_external_ip", host },
    `Nobody can reach this machine at ${host}, and that is all it is told.`,
    {
      remedy: "Give the address under which others reach it (--external-ip).",
    },
  );
