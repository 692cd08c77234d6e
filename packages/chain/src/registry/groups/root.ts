import { group, read, subtensor, write } from "../operation.js";
import {
  coldkey,
  count,
  hotkey,
  list,
  netuid,
  number,
  oneOf,
  required,
  struct,
  u64,
  u128,
  withDefault,
} from "../types/build.js";

export const root = group("The root network: what stake on it earns in the alpha of the subnets.", {
  claimType: read({
    summary: "What becomes of the alpha that a coldkey's root stake earns: sold for TAO, or kept.",
    arguments: { coldkey: required(coldkey, "whose earnings") },
    result: struct({
      type: required(oneOf("Swap", "Keep", "KeepSubnets"), "what becomes of it"),
      netuids: required(list(netuid), "subnets whose alpha is kept, with KeepSubnets"),
    }),
    uses: { storage: ["SubtensorModule.RootClaimType"] },
  }),
  claimable: read({
    summary: "What one TAO of root stake on a hotkey has earned on each subnet since the beginning, in alpha.",
    arguments: { hotkey: required(hotkey, "that holds the stake") },
    result: list(struct({ netuid: required(netuid, "of the subnet"), rate: required(number, "alpha for one TAO") })),
    uses: { storage: ["SubtensorModule.RootClaimable"] },
  }),
  claimed: read({
    summary: "What a coldkey has claimed of it already, in units of alpha.",
    arguments: {
      netuid: required(netuid, "of the subnet"),
      hotkey: required(hotkey, "that holds the stake"),
      coldkey: required(coldkey, "whose stake"),
    },
    result: u128,
    uses: { storage: ["SubtensorModule.RootClaimed"] },
  }),
  claimRules: read({
    summary: "How much a claim on a subnet has to be worth, and how many claims each block makes by itself.",
    arguments: { netuid: required(netuid, "of the subnet") },
    result: struct({
      threshold: required(number, "units of alpha"),
      perBlock: required(count, "coldkeys whose claims a block makes"),
    }),
    uses: { storage: ["SubtensorModule.RootClaimableThreshold", "SubtensorModule.NumRootClaim"] },
  }),
  claim: write({
    summary: "Claims what the signer's root stake has earned on up to five subnets.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: { netuids: required(list(netuid, 5), "of the subnets") },
    calls: ["SubtensorModule.claim_root"],
    build: ({ netuids }) => subtensor("claim_root", { subnets: [...new Set(netuids)].sort((a, b) => a - b) }),
  }),
  setClaimType: write({
    summary: "Says what becomes of the alpha that the signer's root stake earns: sold for TAO, or kept.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: {
      type: required(oneOf("Swap", "Keep", "KeepSubnets"), "what becomes of it"),
      netuids: withDefault(list(netuid), [], "subnets whose alpha is kept, with KeepSubnets"),
    },
    calls: ["SubtensorModule.set_root_claim_type"],
    build: ({ type, netuids }) => {
      const subnets = [...new Set(netuids)].sort((a, b) => a - b);
      return subtensor("set_root_claim_type", {
        new_root_claim_type: type === "KeepSubnets" ? { KeepSubnets: { subnets } } : type,
      });
    },
  }),
  setClaimThreshold: write({
    summary: "Sets how much alpha a claim on a subnet has to be worth.",
    signedBy: "owner",
    spends: "fee",
    arguments: { netuid: required(netuid, "of the subnet"), threshold: required(u64, "units of alpha") },
    calls: ["SubtensorModule.sudo_set_root_claim_threshold"],
    build: ({ netuid, threshold }) => subtensor("sudo_set_root_claim_threshold", { netuid, new_value: threshold }),
  }),
});
