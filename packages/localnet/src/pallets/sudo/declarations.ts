import { defineErrors, defineEvents, defineStorage, optional } from "../../frame/index.js";
import { accountId, option, variant } from "../../scale/index.js";
import { dispatchResult } from "../dispatch-result.js";

export const pallet = { name: "Sudo", index: 12, path: "pallet_sudo::pallet" } as const;

export const storage = defineStorage(pallet.name, { Key: optional(accountId, "The account that may act as root.") });

export const events = defineEvents(pallet, {
  Sudid: variant(0, { sudo_result: dispatchResult }, ["A call ran as root; its result is inside."]),
  KeyChanged: variant(1, { old: option(accountId), new: accountId }, ["The sudo key has changed."]),
  KeyRemoved: variant(2, undefined, ["The sudo key was removed for good."]),
  SudoAsDone: variant(3, { sudo_result: dispatchResult }, ["A call ran as another account; its result is inside."]),
});

export const errors = defineErrors(pallet, { RequireSudo: [0, "The signer must hold the sudo key."] });
