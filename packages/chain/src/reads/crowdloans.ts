import { rao } from "@taostack/primitives";
import type { Readers } from "./readers.js";

interface StoredCrowdloan {
  readonly creator: string;
  readonly deposit: bigint;
  readonly minContribution: bigint;
  readonly end: number;
  readonly cap: bigint;
  readonly fundsAccount: string;
  readonly raised: bigint;
  readonly targetAddress: string | undefined;
  readonly call: unknown;
  readonly finalized: boolean;
  readonly contributorsCount: number;
}

export const crowdloans: Readers<"crowdloans"> = {
  list: async (chain) =>
    (await chain.entries<[number], StoredCrowdloan>("Crowdloan", "Crowdloans"))
      .map(([[id], stored]) => crowdloanOf(id, stored))
      .sort((a, b) => a.id - b.id),
  get: async (chain, { id }) => {
    const stored = await chain.query<StoredCrowdloan | undefined>("Crowdloan", "Crowdloans", [id]);
    return stored && crowdloanOf(id, stored);
  },
  contributions: async (chain, { id }) =>
    (await chain.entries<[number, string], bigint>("Crowdloan", "Contributions", [id])).map(
      ([[, contributor], amount]) => ({ contributor, amount: rao(amount) }),
    ),
};

const crowdloanOf = (id: number, stored: StoredCrowdloan) => ({
  id,
  creator: stored.creator,
  deposit: rao(stored.deposit),
  minContribution: rao(stored.minContribution),
  end: stored.end,
  cap: rao(stored.cap),
  raised: rao(stored.raised),
  fundsAccount: stored.fundsAccount,
  targetAddress: stored.targetAddress,
  hasCall: stored.call !== undefined,
  finalized: stored.finalized,
  contributors: stored.contributorsCount,
});
