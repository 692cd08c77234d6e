import { ensure } from "../../../frame/index.js";
import { accountId, bool, option, u16, u64 } from "../../../scale/index.js";
import { becomeDelegate, ownsHotkey } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ROOT } from "../networks/networks.js";
import { addStake } from "../staking/add-stake.js";
import { burnAlpha, recycleAlpha } from "../staking/burn-alpha.js";
import { removeStake, removeStakeWithin } from "../staking/remove-stake.js";
import { stakeOf } from "../staking/shares.js";
import { unstakeAll, unstakeAllAlpha } from "../staking/unstake-all.js";
import { signedCall } from "./builders.js";

const add_stake = signedCall({
  index: 2,
  args: { hotkey: accountId, netuid: u16, amount_staked: u64 },
  docs: "Spends TAO (rao) on alpha of a subnet for a hotkey; on netuid 0 the stake is the TAO itself.",
  weight: 3_064_064_000,
  run(ctx, coldkey, { hotkey, netuid, amount_staked }) {
    addStake(ctx, { coldkey, hotkey, netuid, amount: amount_staked });
  },
});

const add_stake_limit = signedCall({
  index: 88,
  args: { hotkey: accountId, netuid: u16, amount_staked: u64, limit_price: u64, allow_partial: bool },
  docs: "As add_stake, at no worse price than the limit (rao per alpha): in part or not at all.",
  weight: 3_253_005_000,
  run(ctx, coldkey, { hotkey, netuid, amount_staked, limit_price, allow_partial }) {
    if (!ownsHotkey(ctx, coldkey, hotkey)) becomeDelegate(ctx, hotkey);
    addStake(ctx, {
      coldkey,
      hotkey,
      netuid,
      amount: amount_staked,
      limit: limit_price,
      allowPartial: allow_partial,
    });
  },
});

const remove_stake = signedCall({
  index: 3,
  args: { hotkey: accountId, netuid: u16, amount_unstaked: u64 },
  docs: "Sells alpha (rao) of a hotkey for TAO.",
  weight: 2_569_198_000,
  run: (ctx, coldkey, { hotkey, netuid, amount_unstaked }) =>
    removeStake(ctx, { coldkey, hotkey, netuid, amount: amount_unstaked }),
});

const remove_stake_limit = signedCall({
  index: 89,
  args: { hotkey: accountId, netuid: u16, amount_unstaked: u64, limit_price: u64, allow_partial: bool },
  docs: "As remove_stake, at no worse price than the limit (rao per alpha): in part or not at all.",
  weight: 2_715_696_000,
  run(ctx, coldkey, { hotkey, netuid, amount_unstaked, limit_price, allow_partial }) {
    const limits = { limit: limit_price, allowPartial: allow_partial };
    removeStakeWithin(ctx, { coldkey, hotkey, netuid, amount: amount_unstaked, ...limits });
  },
});

const remove_stake_full_limit = signedCall({
  index: 103,
  args: { hotkey: accountId, netuid: u16, limit_price: option(u64) },
  docs: "Sells all alpha of a hotkey; with a limit only at that price (rao per alpha) or better.",
  weight: 2_729_292_000,
  run(ctx, coldkey, { hotkey, netuid, limit_price }) {
    const amount = stakeOf(ctx, hotkey, coldkey, netuid);
    if (limit_price === undefined) removeStake(ctx, { coldkey, hotkey, netuid, amount });
    else removeStakeWithin(ctx, { coldkey, hotkey, netuid, amount, limit: limit_price });
  },
});

const unstake_all = signedCall({
  index: 83,
  args: { hotkey: accountId },
  docs: "Sells all stake on a hotkey, on every subnet where that is possible.",
  weight: 176_830_000,
  run(ctx, coldkey, { hotkey }) {
    unstakeAll(ctx, coldkey, hotkey);
  },
});

const unstake_all_alpha = signedCall({
  index: 84,
  args: { hotkey: accountId },
  docs: "Sells all alpha on a hotkey and stakes the TAO on root.",
  weight: 4_275_873_000,
  run: (ctx, coldkey, { hotkey }) => unstakeAllAlpha(ctx, coldkey, hotkey),
});

const recycle_alpha = signedCall({
  index: 101,
  args: { hotkey: accountId, amount: u64, netuid: u16 },
  docs: "Destroys alpha (rao), so that it can be emitted again.",
  weight: 1_097_139_000,
  run: (ctx, coldkey, { hotkey, amount, netuid }) => recycleAlpha(ctx, { coldkey, hotkey, netuid, amount }),
});

const burn_alpha = signedCall({
  index: 102,
  args: { hotkey: accountId, amount: u64, netuid: u16 },
  docs: "Destroys alpha (rao) for good.",
  weight: 868_964_000,
  run: (ctx, coldkey, { hotkey, amount, netuid }) => burnAlpha(ctx, { coldkey, hotkey, netuid, amount }),
});

const add_stake_burn = signedCall({
  index: 132,
  args: { hotkey: accountId, netuid: u16, amount: u64, limit: option(u64) },
  docs: "Spends TAO (rao) on alpha, at no worse price than the limit if there is one, and destroys the alpha for good.",
  weight: 3_492_308_000,
  run(ctx, coldkey, { hotkey, netuid, amount, limit }) {
    ensure(netuid !== ROOT, errors.CannotBurnOrRecycleOnRootSubnet);
    const order = { coldkey, hotkey, netuid, amount };
    const alpha = addStake(ctx, limit === undefined ? order : { ...order, limit });
    burnAlpha(ctx, { ...order, amount: alpha });
    ctx.emit(events.make.AddStakeBurn({ netuid, hotkey, amount, alpha }));
  },
});

export const stakingCalls = {
  add_stake,
  add_stake_limit,
  remove_stake,
  remove_stake_limit,
  remove_stake_full_limit,
  unstake_all,
  unstake_all_alpha,
  recycle_alpha,
  burn_alpha,
  add_stake_burn,
};
