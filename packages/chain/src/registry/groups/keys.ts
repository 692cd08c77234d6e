import { blake2b256, decodeAddress } from "@taostack/primitives";
import { group, read, subtensor, write } from "../operation.js";
import {
  blockNumber,
  blocks,
  boolean,
  coldkey,
  hash,
  hotkey,
  list,
  maybe,
  netuid,
  optional,
  required,
  struct,
  tao,
  withDefault,
} from "../types/build.js";

export const keys = group("Hotkeys and coldkeys: whose they are, and how one takes the place of another.", {
  owner: read({
    summary: "The coldkey that owns a hotkey, if the chain knows it.",
    arguments: { hotkey: required(hotkey, "whose owner") },
    result: maybe(coldkey),
    uses: { storage: ["SubtensorModule.Owner"] },
  }),
  owned: read({
    summary: "The hotkeys that a coldkey owns.",
    arguments: { coldkey: required(coldkey, "of the owner") },
    result: list(hotkey),
    uses: { storage: ["SubtensorModule.OwnedHotkeys"] },
  }),
  stakedOn: read({
    summary: "The hotkeys on which a coldkey has or had stake.",
    arguments: { coldkey: required(coldkey, "whose stake") },
    result: list(hotkey),
    uses: { storage: ["SubtensorModule.StakingHotkeys"] },
  }),
  swapCost: read({
    summary: "What swapping a key costs, and how long a coldkey swap has to wait.",
    arguments: {},
    result: struct({
      cost: required(tao, "that is burned"),
      delay: required(blocks, "between announcing and swapping a coldkey"),
      reannounceDelay: required(blocks, "after that, before another coldkey may be announced"),
    }),
    uses: {
      constants: ["SubtensorModule.KeySwapCost"],
      storage: ["SubtensorModule.ColdkeySwapAnnouncementDelay", "SubtensorModule.ColdkeySwapReannouncementDelay"],
    },
  }),
  coldkeySwap: read({
    summary: "The swap that a coldkey has announced, if it has, and whether it is disputed.",
    arguments: { coldkey: required(coldkey, "that announced it") },
    result: maybe(
      struct({
        block: required(blockNumber, "from which on it can be made"),
        newColdkeyHash: required(hash, "blake2-256 of the new coldkey's public key"),
        disputedAt: required(maybe(blockNumber), "block of the dispute"),
      }),
    ),
    uses: { storage: ["SubtensorModule.ColdkeySwapAnnouncements", "SubtensorModule.ColdkeySwapDisputes"] },
  }),
  associate: write({
    summary: "Makes the signer the owner of a hotkey that nobody owns yet.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: { hotkey: required(hotkey, "that nobody owns") },
    calls: ["SubtensorModule.try_associate_hotkey"],
    build: ({ hotkey }) => subtensor("try_associate_hotkey", { hotkey }),
  }),
  swapHotkey: write({
    summary:
      "Puts a new hotkey in the place of one of the signer's, on one subnet or on all, with its stake and children.",
    signedBy: "coldkey",
    spends: "burn",
    arguments: {
      hotkey: required(hotkey, "that is replaced"),
      newHotkey: required(hotkey, "that takes its place"),
      netuid: optional(netuid, "of the only subnet where it is replaced"),
      keepStake: withDefault(boolean, false, "leave the stake on the old hotkey"),
    },
    calls: ["SubtensorModule.swap_hotkey", "SubtensorModule.swap_hotkey_v2"],
    build: ({ hotkey, newHotkey, netuid, keepStake }) => {
      const args = { hotkey, new_hotkey: newHotkey, netuid };
      return keepStake ? subtensor("swap_hotkey_v2", { ...args, keep_stake: true }) : subtensor("swap_hotkey", args);
    },
  }),
  announceColdkeySwap: write({
    summary: "Announces that another coldkey will take everything that the signer has; the chain only learns its hash.",
    signedBy: "coldkey",
    spends: "burn",
    arguments: { newColdkey: required(coldkey, "that takes everything") },
    calls: ["SubtensorModule.announce_coldkey_swap"],
    build: ({ newColdkey }) =>
      subtensor("announce_coldkey_swap", { new_coldkey_hash: blake2b256(decodeAddress(newColdkey)) }),
  }),
  swapColdkey: write({
    summary:
      "Makes an announced swap once its time has come: the new coldkey gets the signer's TAO, stake and hotkeys.",
    signedBy: "coldkey",
    spends: "tao",
    arguments: { newColdkey: required(coldkey, "that was announced") },
    calls: ["SubtensorModule.swap_coldkey_announced"],
    build: ({ newColdkey }) => subtensor("swap_coldkey_announced", { new_coldkey: newColdkey }),
  }),
  disputeColdkeySwap: write({
    summary:
      "Stops an announced swap that the signer did not announce, until root decides; the account is frozen meanwhile.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: {},
    calls: ["SubtensorModule.dispute_coldkey_swap"],
    build: () => subtensor("dispute_coldkey_swap", {}),
  }),
  clearColdkeySwap: write({
    summary: "Takes an announced swap back, once the time for it has long come.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: {},
    calls: ["SubtensorModule.clear_coldkey_swap_announcement"],
    build: () => subtensor("clear_coldkey_swap_announcement", {}),
  }),
});
