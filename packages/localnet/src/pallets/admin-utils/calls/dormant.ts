import { bool, i64f64, u16, u32, u64, u64f64 } from "../../../scale/index.js";
import { events as subtensor } from "../../subtensor/events.js";
import { storage } from "../../subtensor/storage/index.js";
import { ownerSetter, rootSetter, rootSubnetSetter } from "../builders.js";

const sudo_set_difficulty = rootSubnetSetter({
  index: 24,
  args: { netuid: u16, difficulty: u64 },
  docs: "Sets the difficulty of work, which has no effect any more.",
  weight: 259_434_000,
  inWindow: true,
  set(ctx, { netuid, difficulty }) {
    storage.Difficulty.put(ctx, netuid, difficulty);
    ctx.emit(subtensor.make.DifficultySet([netuid, difficulty]));
  },
});

const sudo_set_min_difficulty = rootSubnetSetter({
  index: 4,
  args: { netuid: u16, min_difficulty: u64 },
  docs: "Sets the least difficulty, which has no effect any more.",
  weight: 259_554_000,
  inWindow: true,
  set(ctx, { netuid, min_difficulty }) {
    storage.MinDifficulty.put(ctx, netuid, min_difficulty);
    ctx.emit(subtensor.make.MinDifficultySet([netuid, min_difficulty]));
  },
});

const sudo_set_max_difficulty = ownerSetter({
  index: 5,
  args: { netuid: u16, max_difficulty: u64 },
  docs: "Sets the greatest difficulty, which has no effect any more.",
  weight: 259_704_000,
  limit: "MaxDifficulty",
  set(ctx, { netuid, max_difficulty }) {
    storage.MaxDifficulty.put(ctx, netuid, max_difficulty);
    ctx.emit(subtensor.make.MaxDifficultySet([netuid, max_difficulty]));
  },
});

const sudo_set_adjustment_interval = rootSubnetSetter({
  index: 8,
  args: { netuid: u16, adjustment_interval: u16 },
  docs: "Sets the interval of adjustment, which has no effect any more.",
  weight: 141_320_000,
  set(ctx, { netuid, adjustment_interval }) {
    storage.AdjustmentInterval.put(ctx, netuid, adjustment_interval);
    ctx.emit(subtensor.make.AdjustmentIntervalSet([netuid, adjustment_interval]));
  },
});

const sudo_set_adjustment_alpha = ownerSetter({
  index: 9,
  args: { netuid: u16, adjustment_alpha: u64 },
  docs: "Sets the inertia of adjustment, which has no effect any more.",
  weight: 139_000_000,
  limit: "AdjustmentAlpha",
  set(ctx, { netuid, adjustment_alpha }) {
    storage.AdjustmentAlpha.put(ctx, netuid, adjustment_alpha);
    ctx.emit(subtensor.make.AdjustmentAlphaSet([netuid, adjustment_alpha]));
  },
});

const sudo_set_dissolve_network_schedule_duration = rootSetter({
  index: 55,
  args: { duration: u32 },
  docs: "Sets a delay that has no effect any more.",
  weight: 105_591_000,
  set(ctx, { duration }) {
    storage.DissolveNetworkScheduleDuration.put(ctx, duration);
    ctx.emit(subtensor.make.DissolveNetworkScheduleDurationSet(duration));
  },
});

const sudo_set_tao_flow_cutoff = rootSetter({
  index: 81,
  args: { flow_cutoff: i64f64 },
  docs: "Sets the cutoff of a rule of emission by flow that is not in use.",
  weight: 107_343_000,
  set(ctx, { flow_cutoff }) {
    storage.TaoFlowCutoff.put(ctx, flow_cutoff);
  },
});

const sudo_set_tao_flow_normalization_exponent = rootSetter({
  index: 82,
  args: { exponent: u64f64 },
  docs: "Sets the exponent of a rule of emission by flow that is not in use.",
  weight: 107_343_000,
  set(ctx, { exponent }) {
    storage.FlowNormExponent.put(ctx, exponent);
  },
});

const sudo_set_tao_flow_smoothing_factor = rootSetter({
  index: 83,
  args: { smoothing_factor: u64 },
  docs: "Sets the inertia of a rule of emission by flow that is not in use.",
  weight: 107_343_000,
  set(ctx, { smoothing_factor }) {
    storage.FlowEmaSmoothingFactor.put(ctx, smoothing_factor);
  },
});

const sudo_set_net_tao_flow_enabled = rootSetter({
  index: 91,
  args: { enabled: bool },
  docs: "Switches a rule of emission by flow that is not in use.",
  weight: 107_343_000,
  set(ctx, { enabled }) {
    storage.NetTaoFlowEnabled.put(ctx, enabled);
  },
});

/** Stored and settable, as on chain, but without effect. */
export const dormantCalls = {
  sudo_set_difficulty,
  sudo_set_min_difficulty,
  sudo_set_max_difficulty,
  sudo_set_adjustment_interval,
  sudo_set_adjustment_alpha,
  sudo_set_dissolve_network_schedule_duration,
  sudo_set_tao_flow_cutoff,
  sudo_set_tao_flow_normalization_exponent,
  sudo_set_tao_flow_smoothing_factor,
  sudo_set_net_tao_flow_enabled,
};
