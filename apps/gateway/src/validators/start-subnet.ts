import type { Running } from "@taostack/primitives";
import { findValidators } from "../chain/find-validators.js";
import type { GatewayChain } from "../chain/gateway-chain.js";
import { type DirectoryModules, startDirectory } from "./start-directory.js";
import type { ConnectValidator } from "./validator-channel.js";
import type { ValidatorEntry } from "./validator-entry.js";
import { ValidatorPool } from "./validator-pool.js";

export interface SubnetOptions {
  readonly netuid: number;
  readonly discoveryIntervalMs: number;
}

export interface SubnetModules extends Pick<DirectoryModules, "logger"> {
  readonly chain: GatewayChain;
  readonly connectValidator: ConnectValidator;
  readonly now: () => number;
}

/** The validators of one subnet, found on the chain and kept in touch with. */
export interface Subnet extends Running {
  readonly pool: ValidatorPool;
  /** In the order to ask them. Looks at the chain first if none is known. */
  choose(): Promise<readonly ValidatorEntry[]>;
}

const CHECK_TIMEOUT_MS = 3_000;

export function startSubnet({ netuid, discoveryIntervalMs }: SubnetOptions, modules: SubnetModules): Subnet {
  const { chain, connectValidator, now, logger } = modules;
  const pool = new ValidatorPool(connectValidator, now);
  const find = async () => findValidators(await chain.metagraph(netuid));
  const times = { intervalMs: discoveryIntervalMs, checkTimeoutMs: CHECK_TIMEOUT_MS };
  const directory = startDirectory(times, { find, pool, logger });
  return { pool, choose: () => directory.choose(), stop: () => directory.stop() };
}
