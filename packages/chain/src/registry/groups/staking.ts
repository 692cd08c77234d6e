import { group, read, subtensor, write } from "../operation.js";
import {
  alpha,
  boolean,
  coldkey,
  hotkey,
  list,
  maybe,
  netuid,
  optional,
  price,
  required,
  struct,
  tao,
  withDefault,
} from "../types/build.js";

const position = struct({
  hotkey: required(hotkey, "that holds the stake"),
  coldkey: required(coldkey, "whose stake it is"),
  netuid: required(netuid, "of the subnet"),
  stake: required(alpha, "alpha; TAO on the root network"),
  value: required(tao, "the stake at the current price, without slippage"),
  price: required(price, "the current price"),
  emission: required(alpha, "dividends of the hotkey in the last epoch"),
  isRegistered: required(boolean, "the hotkey is a neuron of the subnet"),
});
const positionUses = {
  apis: ["StakeInfoRuntimeApi.get_stake_info_for_coldkey", "SwapRuntimeApi.current_alpha_price"],
};

const onSubnet = {
  hotkey: required(hotkey, "that holds the stake"),
  netuid: required(netuid, "of the subnet"),
};
const limit = {
  limitPrice: optional(price, "pay no more, or take no less, for one alpha; any price without it"),
  allowPartial: withDefault(boolean, false, "with a limit: trade what it allows, rather than nothing"),
};
const between = {
  fromNetuid: required(netuid, "the subnet that it leaves"),
  toNetuid: required(netuid, "the subnet that it goes to"),
  amount: required(alpha, "how much, in alpha of the subnet that it leaves"),
};

export const staking = group(
  "Stake: alpha that a coldkey holds on a hotkey of a subnet, and TAO on the root network.",
  {
    get: read({
      summary: "What a coldkey has staked on a hotkey of a subnet; 0 for nothing.",
      arguments: { ...onSubnet, coldkey: required(coldkey, "whose stake") },
      result: alpha,
      uses: { apis: ["StakeInfoRuntimeApi.get_stake_info_for_hotkey_coldkey_netuid"] },
    }),
    list: read({
      summary: "All positions of a coldkey that hold something, each with its value.",
      arguments: { coldkey: required(coldkey, "whose stake") },
      result: list(position),
      uses: positionUses,
    }),
    listMany: read({
      summary: "All positions of several coldkeys.",
      arguments: { coldkeys: required(list(coldkey, 100), "whose stake") },
      result: list(position),
      uses: {
        apis: ["StakeInfoRuntimeApi.get_stake_info_for_coldkeys", "SwapRuntimeApi.current_alpha_price"],
      },
    }),
    availability: read({
      summary: "How much of a coldkey's stake on each subnet may be unstaked, and how much is locked.",
      arguments: { coldkey: required(coldkey, "whose stake") },
      result: list(
        struct({
          netuid: required(netuid, "of the subnet"),
          total: required(alpha, "all of it"),
          locked: required(alpha, "what a lock holds"),
          available: required(alpha, "what may be unstaked or moved"),
        }),
      ),
      uses: { apis: ["StakeInfoRuntimeApi.get_stake_availability_for_coldkeys"] },
    }),
    totalOf: read({
      summary: "All stake on a hotkey of a subnet, whoever it belongs to.",
      arguments: onSubnet,
      result: alpha,
      uses: { storage: ["SubtensorModule.TotalHotkeyAlpha"] },
    }),
    minimum: read({
      summary: "The least stake that a nominator may leave on a hotkey of another.",
      arguments: {},
      result: tao,
      uses: { storage: ["SubtensorModule.NominatorMinRequiredStake"] },
    }),
    fee: read({
      summary:
        "What a subnet's pool takes when so much is staked, or unstaked, by the chain's own estimate; in the unit of the amount.",
      arguments: {
        netuid: required(netuid, "of the subnet; of a move, where the stake goes to"),
        amount: required(tao, "TAO that is staked, or alpha that is unstaked or moved"),
      },
      result: tao,
      uses: { apis: ["StakeInfoRuntimeApi.get_stake_fee"] },
    }),
    autoStake: read({
      summary: "The hotkey on which a coldkey's earnings from a subnet are staked by themselves.",
      arguments: { coldkey: required(coldkey, "whose earnings"), netuid: required(netuid, "of the subnet") },
      result: maybe(hotkey),
      uses: { storage: ["SubtensorModule.AutoStakeDestination"] },
    }),
    add: write({
      summary: "Buys a subnet's alpha with TAO and stakes it on a hotkey; on the root network, stakes TAO.",
      signedBy: "coldkey",
      spends: "tao",
      arguments: { ...onSubnet, amount: required(tao, "how much to spend"), ...limit },
      calls: ["SubtensorModule.add_stake", "SubtensorModule.add_stake_limit"],
      build: ({ hotkey, netuid, amount, limitPrice, allowPartial }) =>
        limitPrice === undefined
          ? subtensor("add_stake", { hotkey, netuid, amount_staked: amount })
          : subtensor("add_stake_limit", {
              hotkey,
              netuid,
              amount_staked: amount,
              limit_price: limitPrice,
              allow_partial: allowPartial,
            }),
    }),
    remove: write({
      summary: "Unstakes alpha from a hotkey and sells it for TAO.",
      signedBy: "coldkey",
      spends: "alpha",
      arguments: { ...onSubnet, amount: required(alpha, "how much to unstake"), ...limit },
      calls: ["SubtensorModule.remove_stake", "SubtensorModule.remove_stake_limit"],
      build: ({ hotkey, netuid, amount, limitPrice, allowPartial }) =>
        limitPrice === undefined
          ? subtensor("remove_stake", { hotkey, netuid, amount_unstaked: amount })
          : subtensor("remove_stake_limit", {
              hotkey,
              netuid,
              amount_unstaked: amount,
              limit_price: limitPrice,
              allow_partial: allowPartial,
            }),
    }),
    removeAll: write({
      summary: "Unstakes everything that the signer has on a hotkey of a subnet, and sells it for TAO.",
      signedBy: "coldkey",
      spends: "alpha",
      arguments: { ...onSubnet, limitPrice: optional(price, "take no less for one alpha; any price without it") },
      calls: ["SubtensorModule.remove_stake_full_limit"],
      build: ({ hotkey, netuid, limitPrice }) =>
        subtensor("remove_stake_full_limit", { hotkey, netuid, limit_price: limitPrice }),
    }),
    unstakeAll: write({
      summary:
        "Unstakes everything that the signer has on a hotkey, on all subnets, and sells it for TAO at any price.",
      signedBy: "coldkey",
      spends: "alpha",
      arguments: { hotkey: onSubnet.hotkey },
      calls: ["SubtensorModule.unstake_all"],
      build: ({ hotkey }) => subtensor("unstake_all", { hotkey }),
    }),
    unstakeAllAlpha: write({
      summary:
        "Unstakes everything that the signer has on a hotkey but on root, and stakes the TAO that it gives on root.",
      signedBy: "coldkey",
      spends: "alpha",
      arguments: { hotkey: onSubnet.hotkey },
      calls: ["SubtensorModule.unstake_all_alpha"],
      build: ({ hotkey }) => subtensor("unstake_all_alpha", { hotkey }),
    }),
    move: write({
      summary: "Moves the signer's stake from one hotkey to another, through the pools if it is to another subnet.",
      signedBy: "coldkey",
      spends: "alpha",
      arguments: {
        fromHotkey: required(hotkey, "that it leaves"),
        toHotkey: required(hotkey, "that it goes to"),
        ...between,
      },
      calls: ["SubtensorModule.move_stake"],
      build: ({ fromHotkey, toHotkey, fromNetuid, toNetuid, amount }) =>
        subtensor("move_stake", {
          origin_hotkey: fromHotkey,
          destination_hotkey: toHotkey,
          origin_netuid: fromNetuid,
          destination_netuid: toNetuid,
          alpha_amount: amount,
        }),
    }),
    transfer: write({
      summary: "Gives stake of the signer on a hotkey to another coldkey.",
      signedBy: "coldkey",
      spends: "alpha",
      arguments: {
        to: required(coldkey, "who receives it"),
        hotkey: onSubnet.hotkey,
        ...between,
      },
      calls: ["SubtensorModule.transfer_stake"],
      build: ({ to, hotkey, fromNetuid, toNetuid, amount }) =>
        subtensor("transfer_stake", {
          destination_coldkey: to,
          hotkey,
          origin_netuid: fromNetuid,
          destination_netuid: toNetuid,
          alpha_amount: amount,
        }),
    }),
    swap: write({
      summary: "Exchanges stake of the signer on a hotkey for stake on the same hotkey in another subnet.",
      signedBy: "coldkey",
      spends: "alpha",
      arguments: {
        hotkey: onSubnet.hotkey,
        ...between,
        limitPrice: optional(price, "least price of what is sold in terms of what is bought; any price without it"),
        allowPartial: limit.allowPartial,
      },
      calls: ["SubtensorModule.swap_stake", "SubtensorModule.swap_stake_limit"],
      build: ({ hotkey, fromNetuid, toNetuid, amount, limitPrice, allowPartial }) => {
        const args = { hotkey, origin_netuid: fromNetuid, destination_netuid: toNetuid, alpha_amount: amount };
        return limitPrice === undefined
          ? subtensor("swap_stake", args)
          : subtensor("swap_stake_limit", { ...args, limit_price: limitPrice, allow_partial: allowPartial });
      },
    }),
    recycle: write({
      summary: "Takes alpha of the signer out of circulation, so that it can be emitted again.",
      signedBy: "coldkey",
      spends: "burn",
      arguments: { ...onSubnet, amount: required(alpha, "how much") },
      calls: ["SubtensorModule.recycle_alpha"],
      build: ({ hotkey, netuid, amount }) => subtensor("recycle_alpha", { hotkey, amount, netuid }),
    }),
    burn: write({
      summary: "Destroys alpha of the signer; it stays counted as emitted.",
      signedBy: "coldkey",
      spends: "burn",
      arguments: { ...onSubnet, amount: required(alpha, "how much") },
      calls: ["SubtensorModule.burn_alpha"],
      build: ({ hotkey, netuid, amount }) => subtensor("burn_alpha", { hotkey, amount, netuid }),
    }),
    buyAndBurn: write({
      summary: "Buys a subnet's alpha with TAO and burns it, which supports its price.",
      signedBy: "coldkey",
      spends: "burn",
      arguments: {
        ...onSubnet,
        amount: required(tao, "how much to spend"),
        limitPrice: optional(price, "pay no more for one alpha; any price without it"),
      },
      calls: ["SubtensorModule.add_stake_burn"],
      build: ({ hotkey, netuid, amount, limitPrice }) =>
        subtensor("add_stake_burn", { hotkey, netuid, amount, limit: limitPrice }),
    }),
    setAutoStake: write({
      summary: "Names the hotkey on which the signer's earnings from a subnet are staked by themselves.",
      signedBy: "coldkey",
      spends: "fee",
      arguments: onSubnet,
      calls: ["SubtensorModule.set_coldkey_auto_stake_hotkey"],
      build: ({ hotkey, netuid }) => subtensor("set_coldkey_auto_stake_hotkey", { netuid, hotkey }),
    }),
  },
);
