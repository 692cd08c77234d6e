import type { CommandMap } from "../declared.js";

export const walletMap: CommandMap = {
  "wallet balances [addresses]": "balances.list",
  "wallet transfer-all [to]": "balances.transferAll",
  "wallet burn [amount]": "balances.burn",
  "wallet get-identity [coldkey]": { operation: "identities.get", aliases: ["identity"] },
  "wallet identities": "identities.list",
  "wallet set-identity": "identities.set",
  "wallet owner [hotkey]": "keys.owner",
  "wallet hotkeys [coldkey]": "keys.owned",
  "wallet staked-on [coldkey]": "keys.stakedOn",
  "wallet associate-hotkey": "keys.associate",
  "wallet swap-cost": "keys.swapCost",
  "wallet swap-hotkey [newHotkey]": "keys.swapHotkey",
  "wallet swap-check [coldkey]": "keys.coldkeySwap",
  "wallet announce-coldkey-swap [newColdkey]": "keys.announceColdkeySwap",
  "wallet swap-coldkey [newColdkey]": "keys.swapColdkey",
  "wallet dispute-coldkey-swap": "keys.disputeColdkeySwap",
  "wallet clear-coldkey-swap": "keys.clearColdkeySwap",
};
