import type { ChainReader } from "../chain-reader.js";
import type { GroupName } from "../registry/index.js";
import { balances } from "./balances.js";
import { neurons } from "./neurons.js";
import type { Readers } from "./readers.js";
import { staking } from "./staking.js";
import { subnets } from "./subnets.js";
import { swap } from "./swap.js";

const readers: { readonly [G in GroupName]: Readers<G> } = { balances, staking, swap, subnets, neurons };

export type AnyReader = (chain: ChainReader, args: never) => unknown;

/** @param name - Of a read in the registry: `staking.list`. */
export function readerOf(name: string): AnyReader {
  const [group = "", key = ""] = name.split(".");
  const found = (readers as unknown as Record<string, Record<string, AnyReader>>)[group]?.[key];
  if (found === undefined) throw new TypeError(`${name} has no reader`);
  return found;
}
