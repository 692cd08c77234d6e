import type { Readers } from "./readers.js";

const SM = "SubtensorModule";

type StoredPair = readonly [proportion: bigint, hotkey: string];

const childOf = ([proportion, child]: StoredPair) => ({ proportion, child });

export const children: Readers<"children"> = {
  get: async (chain, { hotkey, netuid }) =>
    (await chain.query<StoredPair[]>(SM, "ChildKeys", [hotkey, netuid])).map(childOf),
  parents: async (chain, { hotkey, netuid }) =>
    (await chain.query<StoredPair[]>(SM, "ParentKeys", [hotkey, netuid])).map(([proportion, parent]) => ({
      proportion,
      parent,
    })),
  pending: async (chain, { hotkey, netuid }) => {
    type Pending = readonly [children: StoredPair[], block: bigint];
    const [pending, block] = await chain.query<Pending>(SM, "PendingChildKeys", [netuid, hotkey]);
    return block === 0n ? undefined : { children: pending.map(childOf), block: Number(block) };
  },
  take: (chain, { hotkey, netuid }) => chain.query(SM, "ChildkeyTake", [hotkey, netuid]),
  limits: async (chain) => {
    const [leastTake, mostTake, cooldown] = await Promise.all([
      chain.query<number>(SM, "MinChildkeyTake"),
      chain.query<number>(SM, "MaxChildkeyTake"),
      chain.query<bigint>(SM, "PendingChildKeyCooldown"),
    ]);
    return { leastTake, mostTake, cooldown: Number(cooldown) };
  },
  autoParentDelegation: (chain, { hotkey }) => chain.query(SM, "AutoParentDelegationEnabled", [hotkey]),
};
