import { encodeAddress, rao } from "@taostack/primitives";
import type { Readers } from "./readers.js";

const SM = "SubtensorModule";
/** What the chain gives for a hotkey that nobody owns. */
const NOBODY = encodeAddress(new Uint8Array(32));

export const keys: Readers<"keys"> = {
  owner: async (chain, { hotkey }) => {
    const owner = await chain.query<string>(SM, "Owner", [hotkey]);
    return owner === NOBODY ? undefined : owner;
  },
  owned: (chain, { coldkey }) => chain.query(SM, "OwnedHotkeys", [coldkey]),
  stakedOn: (chain, { coldkey }) => chain.query(SM, "StakingHotkeys", [coldkey]),
  swapCost: async (chain) => {
    const [delay, reannounceDelay] = await Promise.all([
      chain.query<number>(SM, "ColdkeySwapAnnouncementDelay"),
      chain.query<number>(SM, "ColdkeySwapReannouncementDelay"),
    ]);
    return { cost: rao(chain.constant<bigint>(SM, "KeySwapCost")), delay, reannounceDelay };
  },
  coldkeySwap: async (chain, { coldkey }) => {
    type Announcement = readonly [block: number, hash: string];
    const [announced, disputedAt] = await Promise.all([
      chain.query<Announcement | undefined>(SM, "ColdkeySwapAnnouncements", [coldkey]),
      chain.query<number | undefined>(SM, "ColdkeySwapDisputes", [coldkey]),
    ]);
    return announced && { block: announced[0], newColdkeyHash: announced[1], disputedAt };
  },
};
