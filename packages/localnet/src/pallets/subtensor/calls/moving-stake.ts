import { accountId, bool, u16, u64 } from "../../../scale/index.js";
import { events } from "../events.js";
import { moveStake } from "../staking/transition.js";
import { signedCall } from "./builders.js";

const move_stake = signedCall({
  index: 85,
  args: {
    origin_hotkey: accountId,
    destination_hotkey: accountId,
    origin_netuid: u16,
    destination_netuid: u16,
    alpha_amount: u64,
  },
  docs: "Moves alpha (rao) to another hotkey, another subnet, or both.",
  weight: 1_391_061_000,
  run(ctx, coldkey, { origin_hotkey, destination_hotkey, origin_netuid, destination_netuid, alpha_amount }) {
    const from = { coldkey, hotkey: origin_hotkey, netuid: origin_netuid };
    const to = { coldkey, hotkey: destination_hotkey, netuid: destination_netuid };
    const tao = moveStake(ctx, { from, to, amount: alpha_amount });
    ctx.emit(
      events.make.StakeMoved([coldkey, origin_hotkey, origin_netuid, destination_hotkey, destination_netuid, tao]),
    );
  },
});

const transfer_stake = signedCall({
  index: 86,
  args: {
    destination_coldkey: accountId,
    hotkey: accountId,
    origin_netuid: u16,
    destination_netuid: u16,
    alpha_amount: u64,
  },
  docs: "Gives alpha (rao) to another coldkey, on the same hotkey.",
  weight: 1_333_541_000,
  run(ctx, coldkey, { destination_coldkey, hotkey, origin_netuid, destination_netuid, alpha_amount }) {
    const from = { coldkey, hotkey, netuid: origin_netuid };
    const to = { coldkey: destination_coldkey, hotkey, netuid: destination_netuid };
    const tao = moveStake(ctx, { from, to, amount: alpha_amount, changesColdkey: true });
    ctx.emit(
      events.make.StakeTransferred([coldkey, destination_coldkey, hotkey, origin_netuid, destination_netuid, tao]),
    );
  },
});

const swap_stake = signedCall({
  index: 87,
  args: { hotkey: accountId, origin_netuid: u16, destination_netuid: u16, alpha_amount: u64 },
  docs: "Exchanges alpha (rao) of one subnet for that of another, on the same hotkey.",
  weight: 4_317_019_000,
  run(ctx, coldkey, { hotkey, origin_netuid, destination_netuid, alpha_amount }) {
    const from = { coldkey, hotkey, netuid: origin_netuid };
    const tao = moveStake(ctx, { from, to: { ...from, netuid: destination_netuid }, amount: alpha_amount });
    ctx.emit(events.make.StakeSwapped([coldkey, hotkey, origin_netuid, destination_netuid, tao]));
  },
});

const swap_stake_limit = signedCall({
  index: 90,
  args: {
    hotkey: accountId,
    origin_netuid: u16,
    destination_netuid: u16,
    alpha_amount: u64,
    limit_price: u64,
    allow_partial: bool,
  },
  docs: "As swap_stake, at no worse ratio of prices than the limit: in part or not at all.",
  weight: 4_519_515_000,
  run(ctx, coldkey, { hotkey, origin_netuid, destination_netuid, alpha_amount, limit_price, allow_partial }) {
    const from = { coldkey, hotkey, netuid: origin_netuid };
    const to = { ...from, netuid: destination_netuid };
    const limits = { limit: limit_price, allowPartial: allow_partial };
    const tao = moveStake(ctx, { from, to, amount: alpha_amount, ...limits });
    ctx.emit(events.make.StakeSwapped([coldkey, hotkey, origin_netuid, destination_netuid, tao]));
  },
});

export const movingStakeCalls = { move_stake, transfer_stake, swap_stake, swap_stake_limit };
