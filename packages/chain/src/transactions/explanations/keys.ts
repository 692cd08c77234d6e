import { explanationsOf } from "./explanation.js";

/** Errors of takes, children and swapped keys. */
export const keys = explanationsOf([
  [
    "DelegateTakeTooLow",
    "the take is below the least, or not on the right side of the present one.",
    "Increase or decrease it within the chain's limits.",
  ],
  [
    "DelegateTakeTooHigh",
    "the take is above the most that the chain allows.",
    "Choose a take within the chain's limits.",
  ],
  [
    "DelegateTxRateLimitExceeded",
    "the take was increased too recently.",
    "Wait until the chain's limit between two increases has passed.",
  ],
  ["InvalidChildkeyTake", "the child's take is outside the chain's limits.", "Choose a take within them."],
  [
    "TxChildkeyTakeRateLimitExceeded",
    "the child's take was changed too recently.",
    "Wait until the chain's limit between two changes has passed.",
  ],
  ["DuplicateChild", "one child is there twice.", "Name each child once."],
  ["NotEnoughStakeToSetChildkeys", "the hotkey has too little stake to have children.", "Add stake to it first."],
  ["InvalidChild", "a hotkey cannot be its own child.", "Name other hotkeys."],
  ["TooManyChildren", "a hotkey has at most five children.", "Name fewer."],
  ["ProportionOverflow", "the parts are more than the whole.", "Let them add up to at most 1."],
  [
    "ChildParentInconsistency",
    "a hotkey cannot be child and parent of another at once.",
    "Take the one relation back first.",
  ],
  ["NewHotKeyIsSameWithOld", "both hotkeys are the same.", "Name another new hotkey."],
  [
    "HotKeySetTxRateLimitExceeded",
    "the hotkey was swapped too recently.",
    "Wait until the chain's limit between two swaps has passed.",
  ],
  [
    "NewHotKeyNotCleanForRootSwap",
    "the new hotkey has root stake or earnings of its own.",
    "Use a hotkey that was never used.",
  ],
  [
    "HotKeySwapOnSubnetIntervalNotPassed",
    "the hotkey was swapped on this subnet too recently.",
    "Wait until the chain's limit between two swaps has passed.",
  ],
  ["NotEnoughBalanceToPaySwapHotKey", "the coldkey cannot pay what swapping a hotkey costs.", "Add funds."],
  ["NotEnoughBalanceToPaySwapColdKey", "the coldkey cannot pay what swapping a coldkey costs.", "Add funds."],
  ["ColdKeyAlreadyAssociated", "the new coldkey is in use already.", "Use a coldkey without hotkeys and stake."],
  ["NewColdKeyIsHotkey", "the new coldkey is a hotkey.", "Use an account that is none."],
  ["ActiveLockExists", "the account has locked stake.", "Move or end the lock first."],
  [
    "AccountRejectsLockedAlpha",
    "the account does not take locked alpha.",
    "Ask its owner to accept it, or send what is not locked.",
  ],
  [
    "ColdkeySwapAnnounced",
    "a swap of this coldkey is announced: until then it may do nothing else.",
    "Make the swap, take it back, or dispute it.",
  ],
  [
    "ColdkeySwapDisputed",
    "the swap of this coldkey is disputed: the account is frozen until root decides.",
    "Wait for the decision.",
  ],
  [
    "ColdkeySwapReannouncedTooEarly",
    "another swap was announced too recently.",
    "Wait until the chain's limit has passed.",
  ],
  ["ColdkeySwapAnnouncementNotFound", "no swap of this coldkey is announced.", "Announce it first."],
  ["AnnouncedColdkeyHashDoesNotMatch", "another coldkey was announced.", "Name the coldkey that was announced."],
  [
    "ColdkeySwapTooEarly",
    "the time of the announced swap has not come.",
    "Wait for the block that the announcement names.",
  ],
  ["ColdkeySwapAlreadyDisputed", "the swap is disputed already.", "Wait for the decision."],
  ["ColdkeySwapClearTooEarly", "it is too early to take the swap back.", "Wait until the chain's limit has passed."],
  ["CannotUseSystemAccount", "this account belongs to the chain.", "Name another account."],
  ["InvalidIdentity", "one of the texts is too long.", "Shorten it."],
  [
    "UnableToRecoverPublicKey",
    "the signature gives no key.",
    "Sign the hotkey and the block's hash as an Ethereum message.",
  ],
  ["InvalidRecoveredPublicKey", "the signature is of another address.", "Sign with the key of that address."],
  [
    "EvmKeyAssociateRateLimitExceeded",
    "an address was associated too recently.",
    "Wait until the chain's limit has passed.",
  ],
  [
    "StakeTooLowForRoot",
    "the root network is full, and the hotkey has less stake than each of its members.",
    "Add stake to it.",
  ],
]);
