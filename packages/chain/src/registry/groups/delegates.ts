import { group, read, subtensor, write } from "../operation.js";
import { alpha, coldkey, count, fraction, hotkey, list, maybe, netuid, required, struct, tao } from "../types/build.js";

const delegate = {
  hotkey: required(hotkey, "of the delegate"),
  owner: required(coldkey, "of the hotkey"),
  take: required(fraction, "part of the nominators' earnings that it keeps"),
  registrations: required(list(netuid), "subnets on which it is a neuron"),
  validatorPermits: required(list(netuid), "subnets on which it may set weights"),
  returnPer1000: required(tao, "what 1000 TAO on root earn in a day"),
  dailyReturn: required(tao, "what all its stake earns in a day"),
};
const nominators = {
  nominators: required(count, "coldkeys that stake on it"),
  stakes: required(
    list(
      struct({
        coldkey: required(coldkey, "of the nominator"),
        netuid: required(netuid, "of the subnet"),
        stake: required(alpha, "what it has there"),
      }),
    ),
    "of the nominators",
  ),
};
const take = {
  hotkey: required(hotkey, "of the delegate; the signer owns it"),
  take: required(fraction, "part of the nominators' earnings that it keeps"),
};

export const delegates = group("Delegates: hotkeys that others stake on, and what they keep of the earnings.", {
  list: read({
    summary: "All delegates, with their nominators' stakes; on a large chain this takes long.",
    arguments: {},
    result: list(struct({ ...delegate, ...nominators })),
    uses: { apis: ["DelegateInfoRuntimeApi.get_delegates"] },
  }),
  get: read({
    summary: "One delegate, with its nominators' stakes.",
    arguments: { hotkey: required(hotkey, "of the delegate") },
    result: maybe(struct({ ...delegate, ...nominators })),
    uses: { apis: ["DelegateInfoRuntimeApi.get_delegate"] },
  }),
  of: read({
    summary: "The delegates that a coldkey stakes on, and how much on each subnet.",
    arguments: { coldkey: required(coldkey, "whose stake") },
    result: list(
      struct({
        ...delegate,
        netuid: required(netuid, "of the subnet"),
        stake: required(alpha, "what the coldkey has there"),
      }),
    ),
    uses: { apis: ["DelegateInfoRuntimeApi.get_delegated"] },
  }),
  take: read({
    summary: "The part of its nominators' earnings that a delegate keeps.",
    arguments: { hotkey: required(hotkey, "of the delegate") },
    result: fraction,
    uses: { storage: ["SubtensorModule.Delegates"] },
  }),
  takeLimits: read({
    summary: "The least and the most that a delegate may keep.",
    arguments: {},
    result: struct({ least: required(fraction, "as take"), most: required(fraction, "as take") }),
    uses: { storage: ["SubtensorModule.MinDelegateTake", "SubtensorModule.MaxDelegateTake"] },
  }),
  increaseTake: write({
    summary: "Lets a delegate keep more of its nominators' earnings; the chain limits how often.",
    signedBy: "coldkey",
    spends: "nothing",
    arguments: take,
    calls: ["SubtensorModule.increase_take"],
    build: ({ hotkey, take }) => subtensor("increase_take", { hotkey, take }),
  }),
  decreaseTake: write({
    summary: "Lets a delegate keep less of its nominators' earnings.",
    signedBy: "coldkey",
    spends: "nothing",
    arguments: take,
    calls: ["SubtensorModule.decrease_take"],
    build: ({ hotkey, take }) => subtensor("decrease_take", { hotkey, take }),
  }),
});
