import type { ChainReader } from "../chain-reader.js";
import type { GroupName } from "../registry/index.js";
import { balances } from "./balances.js";
import { chain } from "./chain.js";
import { children } from "./children.js";
import { commitments } from "./commitments.js";
import { crowdloans } from "./crowdloans.js";
import { delegates } from "./delegates.js";
import { identities } from "./identities.js";
import { keys } from "./keys.js";
import { locks } from "./locks.js";
import { metagraph } from "./metagraph.js";
import { multisig } from "./multisig.js";
import { neurons } from "./neurons.js";
import { proxies } from "./proxies.js";
import type { Readers } from "./readers.js";
import { root } from "./root.js";
import { shield } from "./shield.js";
import { staking } from "./staking.js";
import { subnets } from "./subnets.js";
import { sudo } from "./sudo.js";
import { swap } from "./swap.js";
import { utility } from "./utility.js";
import { weights } from "./weights.js";

const readers: { readonly [G in GroupName]: Readers<G> } = {
  balances,
  chain,
  children,
  commitments,
  crowdloans,
  delegates,
  identities,
  keys,
  locks,
  metagraph,
  multisig,
  neurons,
  proxies,
  root,
  shield,
  staking,
  subnets,
  sudo,
  swap,
  utility,
  weights,
};

export type AnyReader = (chain: ChainReader, args: never) => unknown;

/** @param name - Of a read in the registry: `staking.list`. */
export function readerOf(name: string): AnyReader {
  const [group = "", key = ""] = name.split(".");
  const found = (readers as unknown as Record<string, Record<string, AnyReader>>)[group]?.[key];
  if (found === undefined) throw new TypeError(`${name} has no reader`);
  return found;
}
