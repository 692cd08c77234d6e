import { fixedToNumber } from "../encoding/fixed-point.js";
import type { Readers } from "./readers.js";

const SM = "SubtensorModule";

interface ClaimType {
  readonly type: "Swap" | "Keep" | "KeepSubnets";
  readonly value: { readonly subnets: readonly number[] } | readonly number[] | null;
}

interface Fixed {
  readonly bits: bigint;
}

export const root: Readers<"root"> = {
  claimType: async (chain, { coldkey }) => {
    const { type, value } = await chain.query<ClaimType>(SM, "RootClaimType", [coldkey]);
    return { type, netuids: value === null ? [] : "subnets" in value ? value.subnets : value };
  },
  claimable: async (chain, { hotkey }) => {
    const rates = await chain.query<(readonly [netuid: number, rate: Fixed])[]>(SM, "RootClaimable", [hotkey]);
    return rates.map(([netuid, { bits }]) => ({ netuid, rate: fixedToNumber(bits) }));
  },
  claimed: (chain, { netuid, hotkey, coldkey }) => chain.query(SM, "RootClaimed", [netuid, hotkey, coldkey]),
  claimRules: async (chain, { netuid }) => {
    const [threshold, perBlock] = await Promise.all([
      chain.query<Fixed>(SM, "RootClaimableThreshold", [netuid]),
      chain.query<bigint>(SM, "NumRootClaim"),
    ]);
    return { threshold: fixedToNumber(threshold.bits), perBlock: Number(perBlock) };
  },
};
