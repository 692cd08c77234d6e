import { group, read, subtensor, write } from "../operation.js";
import {
  alpha,
  blockNumber,
  boolean,
  coldkey,
  hotkey,
  maybe,
  netuid,
  number,
  required,
  struct,
} from "../types/build.js";

const on = { netuid: required(netuid, "of the subnet") };

export const locks = group(
  "Locked stake: alpha that stays on a hotkey and gathers conviction, by which ownership goes.",
  {
    get: read({
      summary: "The lock of a coldkey on a subnet, if it has one.",
      arguments: { coldkey: required(coldkey, "whose lock"), ...on },
      result: maybe(
        struct({
          locked: required(alpha, "that cannot be unstaked"),
          conviction: required(number, "that it has gathered, in units of alpha"),
          lastUpdate: required(blockNumber, "at which both were counted"),
        }),
      ),
      uses: { apis: ["StakeInfoRuntimeApi.get_coldkey_lock"] },
    }),
    conviction: read({
      summary: "The conviction that all locks on a hotkey of a subnet have gathered, in units of alpha.",
      arguments: { hotkey: required(hotkey, "that holds the locks"), ...on },
      result: number,
      uses: { apis: ["StakeInfoRuntimeApi.get_hotkey_conviction"] },
    }),
    mostConvicted: read({
      summary: "The hotkey with the most conviction on a subnet.",
      arguments: on,
      result: maybe(hotkey),
      uses: { apis: ["StakeInfoRuntimeApi.get_most_convicted_hotkey_on_subnet"] },
    }),
    rules: read({
      summary:
        "Whether the lock of a coldkey on a subnet decays, and whether the coldkey takes locked alpha of others.",
      arguments: { coldkey: required(coldkey, "whose lock"), ...on },
      result: struct({
        decaying: required(boolean, "it becomes smaller with time"),
        acceptsLocked: required(boolean, "it takes locked alpha that others give it"),
      }),
      uses: { storage: ["SubtensorModule.DecayingLock", "SubtensorModule.AccountFlags"] },
    }),
    lock: write({
      summary: "Locks stake of the signer on a hotkey, or adds to its lock there.",
      signedBy: "coldkey",
      spends: "lock",
      arguments: { hotkey: required(hotkey, "that holds the stake"), ...on, amount: required(alpha, "how much") },
      calls: ["SubtensorModule.lock_stake"],
      build: ({ hotkey, netuid, amount }) => subtensor("lock_stake", { hotkey, netuid, amount }),
    }),
    move: write({
      summary:
        "Moves the signer's lock on a subnet to another hotkey; its conviction begins anew unless both have one owner.",
      signedBy: "coldkey",
      spends: "fee",
      arguments: { hotkey: required(hotkey, "that it goes to"), ...on },
      calls: ["SubtensorModule.move_lock"],
      build: ({ hotkey, netuid }) => subtensor("move_lock", { destination_hotkey: hotkey, netuid }),
    }),
    setPerpetual: write({
      summary: "Says whether the signer's lock on a subnet stays as it is, or becomes smaller with time.",
      signedBy: "coldkey",
      spends: "fee",
      arguments: { ...on, enabled: required(boolean, "it stays") },
      calls: ["SubtensorModule.set_perpetual_lock"],
      build: ({ netuid, enabled }) => subtensor("set_perpetual_lock", { netuid, enabled }),
    }),
    setReject: write({
      summary: "Says whether the signer refuses locked alpha that others would give it.",
      signedBy: "coldkey",
      spends: "fee",
      arguments: { enabled: required(boolean, "it is refused") },
      calls: ["SubtensorModule.set_reject_locked_alpha"],
      build: ({ enabled }) => subtensor("set_reject_locked_alpha", { enabled }),
    }),
  },
);
