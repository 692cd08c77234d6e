import { accountId, bool, u16, u64 } from "../../../scale/index.js";
import { signedCall } from "../calls/builders.js";
import { events } from "../events.js";
import { moveStake } from "../staking/transition.js";

/** Newer than the version that this chain stands for; btcli 11 moves stake between subnets by it unless told otherwise. */
const move_stake_limit = signedCall({
  index: 149,
  args: {
    origin_hotkey: accountId,
    destination_hotkey: accountId,
    origin_netuid: u16,
    destination_netuid: u16,
    alpha_amount: u64,
    limit_price: u64,
    allow_partial: bool,
  },
  docs: "As move_stake, but between subnets at no worse ratio of prices than the limit: in part or not at all.",
  weight: 4_519_515_000,
  run(ctx, coldkey, args) {
    const { origin_hotkey, destination_hotkey, origin_netuid, destination_netuid, alpha_amount } = args;
    const transition = {
      from: { coldkey, hotkey: origin_hotkey, netuid: origin_netuid },
      to: { coldkey, hotkey: destination_hotkey, netuid: destination_netuid },
      amount: alpha_amount,
    };
    const limits = { limit: args.limit_price, allowPartial: args.allow_partial };
    const tao = moveStake(ctx, origin_netuid === destination_netuid ? transition : { ...transition, ...limits });
    ctx.emit(
      events.make.StakeMoved([coldkey, origin_hotkey, origin_netuid, destination_hotkey, destination_netuid, tao]),
    );
  },
});

export const compatibilityCalls = { move_stake_limit };
