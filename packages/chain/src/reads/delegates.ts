import { rao } from "@taostack/primitives";
import type { Readers } from "./readers.js";

interface StoredDelegate {
  readonly delegateSs58: string;
  readonly take: number;
  readonly nominators: readonly (readonly [
    coldkey: string,
    stakes: readonly (readonly [netuid: number, stake: bigint])[],
  ])[];
  readonly ownerSs58: string;
  readonly registrations: readonly number[];
  readonly validatorPermits: readonly number[];
  readonly returnPer1000: bigint;
  readonly totalDailyReturn: bigint;
}

const API = "DelegateInfoRuntimeApi";
const SM = "SubtensorModule";

export const delegates: Readers<"delegates"> = {
  list: async (chain) => (await chain.runtimeCall<StoredDelegate[]>(API, "get_delegates")).map(withNominators),
  get: async (chain, { hotkey }) => {
    const found = await chain.runtimeCall<StoredDelegate | undefined>(API, "get_delegate", [hotkey]);
    return found && withNominators(found);
  },
  of: async (chain, { coldkey }) => {
    type Found = readonly [StoredDelegate, readonly [netuid: number, stake: bigint]];
    const found = await chain.runtimeCall<Found[]>(API, "get_delegated", [coldkey]);
    return found.map(([delegate, [netuid, stake]]) => ({ ...delegateOf(delegate), netuid, stake: rao(stake) }));
  },
  take: (chain, { hotkey }) => chain.query(SM, "Delegates", [hotkey]),
  takeLimits: async (chain) => {
    const [least, most] = await Promise.all([
      chain.query<number>(SM, "MinDelegateTake"),
      chain.query<number>(SM, "MaxDelegateTake"),
    ]);
    return { least, most };
  },
};

const delegateOf = (stored: StoredDelegate) => ({
  hotkey: stored.delegateSs58,
  owner: stored.ownerSs58,
  take: stored.take,
  registrations: stored.registrations,
  validatorPermits: stored.validatorPermits,
  returnPer1000: rao(stored.returnPer1000),
  dailyReturn: rao(stored.totalDailyReturn),
});

const withNominators = (stored: StoredDelegate) => ({
  ...delegateOf(stored),
  nominators: stored.nominators.length,
  stakes: stored.nominators.flatMap(([coldkey, stakes]) =>
    stakes.map(([netuid, stake]) => ({ coldkey, netuid, stake: rao(stake) })),
  ),
});
