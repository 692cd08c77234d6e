import { call, ensureRoot } from "../../../frame/index.js";
import { u16, u64 } from "../../../scale/index.js";
import { ensureSubnetOwnerOrRoot } from "../networks/networks.js";
import { enableTracking, scheduleTrackingEnd, setEmaAlpha } from "../voting-power/tracking.js";

const enable_voting_power_tracking = call({
  index: 129,
  args: { netuid: u16 },
  docs: "The owner or root lets each epoch follow the voting power of validators.",
  weight: 250_010_000,
  dispatch(ctx, { netuid }) {
    ensureSubnetOwnerOrRoot(ctx, netuid);
    enableTracking(ctx, netuid);
  },
});

const disable_voting_power_tracking = call({
  index: 130,
  args: { netuid: u16 },
  docs: "The owner or root lets voting power be followed for 14 more days, and then no more.",
  weight: 150_010_000,
  dispatch(ctx, { netuid }) {
    ensureSubnetOwnerOrRoot(ctx, netuid);
    scheduleTrackingEnd(ctx, netuid);
  },
});

const sudo_set_voting_power_ema_alpha = call({
  index: 131,
  args: { netuid: u16, alpha: u64 },
  docs: "Root sets how fast voting power follows stake, in parts of 10^18.",
  weight: 125_006_000,
  dispatch(ctx, { netuid, alpha }) {
    ensureRoot(ctx);
    setEmaAlpha(ctx, netuid, alpha);
  },
});

export const votingPowerCalls = {
  enable_voting_power_tracking,
  disable_voting_power_tracking,
  sudo_set_voting_power_ema_alpha,
};
