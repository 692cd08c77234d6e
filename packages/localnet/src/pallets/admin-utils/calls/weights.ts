import { ensure } from "../../../frame/index.js";
import { bool, u16, u64 } from "../../../scale/index.js";
import { setCommitReveal, setRevealPeriod } from "../../subtensor/compatibility/commit-reveal.js";
import { errors as subtensorErrors } from "../../subtensor/errors.js";
import { events as subtensor } from "../../subtensor/events.js";
import { storage } from "../../subtensor/storage/index.js";
import { ownerSetter, rootSetter, rootSubnetSetter } from "../builders.js";
import { limitVersionKey } from "../limits.js";

const MIN_REVEAL_PERIOD = 1n;
const MAX_REVEAL_PERIOD = 100n;

const sudo_set_weights_version_key = ownerSetter({
  index: 6,
  args: { netuid: u16, weights_version_key: u64 },
  docs: "Sets the least version of weights.",
  weight: 259_204_000,
  set(ctx, { netuid, weights_version_key }) {
    const { origin } = ctx;
    if (origin.type === "Signed") limitVersionKey(ctx, origin.account, netuid);
    storage.WeightsVersionKey.put(ctx, netuid, weights_version_key);
    ctx.emit(subtensor.make.WeightsVersionKeySet([netuid, weights_version_key]));
  },
});

const sudo_set_weights_set_rate_limit = rootSubnetSetter({
  index: 7,
  args: { netuid: u16, weights_set_rate_limit: u64 },
  docs: "Sets how many blocks lie between two settings of weights.",
  weight: 141_420_000,
  set(ctx, { netuid, weights_set_rate_limit }) {
    storage.WeightsSetRateLimit.put(ctx, netuid, weights_set_rate_limit);
    ctx.emit(subtensor.make.WeightsSetRateLimitSet([netuid, weights_set_rate_limit]));
  },
});

const sudo_set_min_allowed_weights = ownerSetter({
  index: 14,
  args: { netuid: u16, min_allowed_weights: u16 },
  docs: "Sets the least number of weights.",
  weight: 259_664_000,
  limit: "MinAllowedWeights",
  set(ctx, { netuid, min_allowed_weights }) {
    storage.MinAllowedWeights.put(ctx, netuid, min_allowed_weights);
    ctx.emit(subtensor.make.MinAllowedWeightSet([netuid, min_allowed_weights]));
  },
});

const sudo_set_commit_reveal_weights_enabled = ownerSetter({
  index: 49,
  args: { netuid: u16, enabled: bool },
  docs: "Switches commit and reveal on or off.",
  weight: 259_544_000,
  limit: "CommitRevealEnabled",
  set(ctx, { netuid, enabled }) {
    setCommitReveal(ctx, netuid, enabled);
    ctx.emit(subtensor.make.CommitRevealEnabled([netuid, enabled]));
  },
});

const sudo_set_commit_reveal_weights_interval = ownerSetter({
  index: 57,
  args: { netuid: u16, interval: u64 },
  docs: "Sets after how many epochs a commit is revealed.",
  weight: 259_654_000,
  limit: "WeightCommitInterval",
  set(ctx, { netuid, interval }) {
    ensure(interval <= MAX_REVEAL_PERIOD, subtensorErrors.RevealPeriodTooLarge);
    ensure(interval >= MIN_REVEAL_PERIOD, subtensorErrors.RevealPeriodTooSmall);
    setRevealPeriod(ctx, netuid, interval);
    ctx.emit(subtensor.make.CommitRevealPeriodsSet([netuid, interval]));
  },
});

const sudo_set_commit_reveal_version = rootSetter({
  index: 71,
  args: { version: u16 },
  docs: "Sets the version of timelocked commits.",
  weight: 106_052_000,
  set(ctx, { version }) {
    storage.CommitRevealWeightsVersion.put(ctx, version);
    ctx.emit(subtensor.make.CommitRevealVersionSet(version));
  },
});

const sudo_set_stake_threshold = rootSetter({
  index: 42,
  args: { min_stake: u64 },
  docs: "Sets the least stake for setting weights, in rao.",
  weight: 105_500_000,
  set(ctx, { min_stake }) {
    storage.StakeThreshold.put(ctx, min_stake);
    ctx.emit(subtensor.make.StakeThresholdSet(min_stake));
  },
});

/** Who may set weights, and how often. */
export const weightCalls = {
  sudo_set_weights_version_key,
  sudo_set_weights_set_rate_limit,
  sudo_set_min_allowed_weights,
  sudo_set_commit_reveal_weights_enabled,
  sudo_set_commit_reveal_weights_interval,
  sudo_set_commit_reveal_version,
  sudo_set_stake_threshold,
};
