import type { Readable } from "../../frame/index.js";
import { DEFAULT_SUBNET_NAMES } from "../../pallets/subtensor/networks/default-names.js";
import { storage } from "../../pallets/subtensor/storage/index.js";

const UNKNOWN = "unknown";

/** The subnet's name as UTF-8 bytes: of its identity, else the built-in one of its netuid. */
export function subnetName(at: Readable, netuid: number): number[] {
  const given = storage.SubnetIdentitiesV3.get(at, netuid)?.subnet_name;
  if (given !== undefined && given.length > 0) return [...given];
  return [...new TextEncoder().encode(DEFAULT_SUBNET_NAMES[netuid] ?? UNKNOWN)];
}

/** The subnet's symbol as UTF-8 bytes. */
export const tokenSymbol = (at: Readable, netuid: number): number[] => [...storage.TokenSymbol.get(at, netuid)];
