import { group, read, subtensor, write } from "../operation.js";
import {
  blockNumber,
  blocks,
  boolean,
  fraction,
  fraction64,
  hotkey,
  list,
  maybe,
  netuid,
  required,
  struct,
} from "../types/build.js";

const on = { hotkey: required(hotkey, "of the parent"), netuid: required(netuid, "of the subnet") };
const child = struct({
  proportion: required(fraction64, "part of the parent's stake"),
  child: required(hotkey, "that it counts for"),
});
const parent = struct({
  proportion: required(fraction64, "part of the parent's stake"),
  parent: required(hotkey, "whose stake it is"),
});

export const children = group("Child hotkeys: a hotkey lets part of its stake count for others.", {
  get: read({
    summary: "The children of a hotkey on a subnet.",
    arguments: on,
    result: list(child),
    uses: { storage: ["SubtensorModule.ChildKeys"] },
  }),
  parents: read({
    summary: "The hotkeys whose stake counts for a hotkey on a subnet.",
    arguments: { hotkey: required(hotkey, "of the child"), netuid: required(netuid, "of the subnet") },
    result: list(parent),
    uses: { storage: ["SubtensorModule.ParentKeys"] },
  }),
  pending: read({
    summary: "The children that a hotkey will have on a subnet, and from which block on.",
    arguments: on,
    result: maybe(
      struct({ children: required(list(child), "that it will have"), block: required(blockNumber, "from which on") }),
    ),
    uses: { storage: ["SubtensorModule.PendingChildKeys"] },
  }),
  take: read({
    summary: "The part of a parent's earnings that a child keeps.",
    arguments: { hotkey: required(hotkey, "of the child"), netuid: required(netuid, "of the subnet") },
    result: fraction,
    uses: { storage: ["SubtensorModule.ChildkeyTake"] },
  }),
  limits: read({
    summary: "The least and the most that a child may keep, and how long new children wait.",
    arguments: {},
    result: struct({
      leastTake: required(fraction, "as take"),
      mostTake: required(fraction, "as take"),
      cooldown: required(blocks, "before new children count"),
    }),
    uses: {
      storage: [
        "SubtensorModule.MinChildkeyTake",
        "SubtensorModule.MaxChildkeyTake",
        "SubtensorModule.PendingChildKeyCooldown",
      ],
    },
  }),
  autoParentDelegation: read({
    summary: "Whether a new hotkey of its owner becomes a child of a hotkey by itself.",
    arguments: { hotkey: on.hotkey },
    result: boolean,
    uses: { storage: ["SubtensorModule.AutoParentDelegationEnabled"] },
  }),
  set: write({
    summary: "Names the children of a hotkey on a subnet, at most five; they count after a while. None takes all back.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: { ...on, children: required(list(child, 5), "each with its part; together at most one") },
    calls: ["SubtensorModule.set_children"],
    build: ({ hotkey, netuid, children }) =>
      subtensor("set_children", {
        hotkey,
        netuid,
        children: children.map(({ proportion, child }) => [proportion, child]),
      }),
  }),
  setTake: write({
    summary: "Sets the part of its parents' earnings that a child keeps.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: {
      hotkey: required(hotkey, "of the child; the signer owns it"),
      netuid: on.netuid,
      take: required(fraction, "part that it keeps"),
    },
    calls: ["SubtensorModule.set_childkey_take"],
    build: ({ hotkey, netuid, take }) => subtensor("set_childkey_take", { hotkey, netuid, take }),
  }),
  setAutoParentDelegation: write({
    summary: "Says whether new hotkeys of the signer become children of a hotkey by themselves.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: { hotkey: on.hotkey, enabled: required(boolean, "they do") },
    calls: ["SubtensorModule.set_auto_parent_delegation_enabled"],
    build: ({ hotkey, enabled }) => subtensor("set_auto_parent_delegation_enabled", { hotkey, enabled }),
  }),
});
