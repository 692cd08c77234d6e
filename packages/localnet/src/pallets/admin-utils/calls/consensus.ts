import { ensure } from "../../../frame/index.js";
import { bool, i16, u16, u64 } from "../../../scale/index.js";
import { setTempo } from "../../subtensor/epoch/controls.js";
import { errors as subtensorErrors } from "../../subtensor/errors.js";
import { events as subtensor } from "../../subtensor/events.js";
import { storage } from "../../subtensor/storage/index.js";
import { ownerSetter, rootSubnetSetter } from "../builders.js";
import { errors } from "../errors.js";
import { events } from "../events.js";

const OWNER_MAX_BONDS_MOVING_AVERAGE = 975_000n;
const MIN_ALPHA = 1638;

const sudo_set_rho = ownerSetter({
  index: 17,
  args: { netuid: u16, rho: u16 },
  docs: "Sets Rho, which has no effect any more.",
  weight: 256_268_000,
  limit: "Rho",
  set(ctx, { netuid, rho }) {
    storage.Rho.put(ctx, netuid, rho);
    ctx.emit(subtensor.make.RhoSet([netuid, rho]));
  },
});

const sudo_set_kappa = rootSubnetSetter({
  index: 16,
  args: { netuid: u16, kappa: u16 },
  docs: "Sets the share of stake that a consensus needs, in parts of 65535.",
  weight: 141_301_000,
  set(ctx, { netuid, kappa }) {
    storage.Kappa.put(ctx, netuid, kappa);
    ctx.emit(subtensor.make.KappaSet([netuid, kappa]));
  },
});

const sudo_set_activity_cutoff = ownerSetter({
  index: 18,
  args: { netuid: u16, activity_cutoff: u16 },
  docs: "Sets the old activity cutoff in blocks; epochs use its factor of the tempo.",
  weight: 285_165_000,
  limit: "ActivityCutoff",
  set(ctx, { netuid, activity_cutoff }) {
    ensure(activity_cutoff >= storage.MinActivityCutoff.get(ctx), subtensorErrors.ActivityCutoffTooLow);
    storage.ActivityCutoff.put(ctx, netuid, activity_cutoff);
    ctx.emit(subtensor.make.ActivityCutoffSet([netuid, activity_cutoff]));
  },
});

const sudo_set_bonds_moving_average = ownerSetter({
  index: 26,
  args: { netuid: u16, bonds_moving_average: u64 },
  docs: "Sets what old bonds weigh in an epoch, in millionths.",
  weight: 259_495_000,
  limit: "BondsMovingAverage",
  set(ctx, { netuid, bonds_moving_average }) {
    const allowed = ctx.origin.type === "Root" || bonds_moving_average <= OWNER_MAX_BONDS_MOVING_AVERAGE;
    ensure(allowed, errors.BondsMovingAverageMaxReached);
    storage.BondsMovingAverage.put(ctx, netuid, bonds_moving_average);
    ctx.emit(subtensor.make.BondsMovingAverageSet([netuid, bonds_moving_average]));
  },
});

const sudo_set_bonds_penalty = ownerSetter({
  index: 60,
  args: { netuid: u16, bonds_penalty: u16 },
  docs: "Sets how far bonds follow clipped weights, in parts of 65535.",
  weight: 259_354_000,
  limit: "BondsPenalty",
  set(ctx, { netuid, bonds_penalty }) {
    storage.BondsPenalty.put(ctx, netuid, bonds_penalty);
    ctx.emit(subtensor.make.BondsPenaltySet([netuid, bonds_penalty]));
  },
});

const sudo_set_liquid_alpha_enabled = ownerSetter({
  index: 50,
  args: { netuid: u16, enabled: bool },
  docs: "Switches liquid alpha on or off.",
  weight: 225_538_000,
  limit: "LiquidAlphaEnabled",
  set(ctx, { netuid, enabled }) {
    storage.LiquidAlphaOn.put(ctx, netuid, enabled);
  },
});

const sudo_set_alpha_values = ownerSetter({
  index: 51,
  args: { netuid: u16, alpha_low: u16, alpha_high: u16 },
  docs: "Sets the bounds of liquid alpha, in parts of 65535.",
  weight: 259_224_000,
  limit: "AlphaValues",
  set(ctx, { netuid, alpha_low, alpha_high }) {
    ensure(storage.LiquidAlphaOn.get(ctx, netuid), subtensorErrors.LiquidAlphaDisabled);
    ensure(alpha_high >= MIN_ALPHA, subtensorErrors.AlphaHighTooLow);
    ensure(alpha_low >= MIN_ALPHA && alpha_low <= alpha_high, subtensorErrors.AlphaLowOutOfRange);
    storage.AlphaValues.put(ctx, netuid, [alpha_low, alpha_high]);
  },
});

const sudo_set_alpha_sigmoid_steepness = ownerSetter({
  index: 68,
  args: { netuid: u16, steepness: i16 },
  docs: "Sets the steepness of liquid alpha, in hundredths.",
  weight: 256_438_000,
  limit: "AlphaSigmoidSteepness",
  set(ctx, { netuid, steepness }) {
    ensure(ctx.origin.type === "Root" || steepness >= 0, errors.NegativeSigmoidSteepness);
    storage.AlphaSigmoidSteepness.put(ctx, netuid, steepness);
    ctx.emit(subtensor.make.AlphaSigmoidSteepnessSet([netuid, steepness]));
  },
});

const sudo_set_yuma3_enabled = ownerSetter({
  index: 69,
  args: { netuid: u16, enabled: bool },
  docs: "Chooses the third form of bonds.",
  weight: 228_583_000,
  limit: "Yuma3Enabled",
  set(ctx, { netuid, enabled }) {
    storage.Yuma3On.put(ctx, netuid, enabled);
    ctx.emit(events.make.Yuma3EnableToggled({ netuid, enabled }));
  },
});

const sudo_set_bonds_reset_enabled = ownerSetter({
  index: 70,
  args: { netuid: u16, enabled: bool },
  docs: "Lets a neuron reset the bonds towards it.",
  weight: 230_507_000,
  limit: "BondsResetEnabled",
  set(ctx, { netuid, enabled }) {
    storage.BondsResetOn.put(ctx, netuid, enabled);
    ctx.emit(events.make.BondsResetToggled({ netuid, enabled }));
  },
});

const sudo_set_max_allowed_validators = rootSubnetSetter({
  index: 25,
  args: { netuid: u16, max_allowed_validators: u16 },
  docs: "Sets how many neurons may get a validator permit.",
  weight: 285_896_000,
  inWindow: true,
  set(ctx, { netuid, max_allowed_validators }) {
    const uids = storage.MaxAllowedUids.get(ctx, netuid);
    ensure(max_allowed_validators <= uids, errors.MaxValidatorsLargerThanMaxUIds);
    storage.MaxAllowedValidators.put(ctx, netuid, max_allowed_validators);
    ctx.emit(subtensor.make.MaxAllowedValidatorsSet([netuid, max_allowed_validators]));
  },
});

const sudo_set_tempo = rootSubnetSetter({
  index: 30,
  args: { netuid: u16, tempo: u16 },
  docs: "Sets how many blocks an epoch lasts, and starts a new one.",
  weight: 361_298_000,
  inWindow: true,
  set(ctx, { netuid, tempo }) {
    setTempo(ctx, netuid, tempo);
  },
});

/** What the epoch reads. */
export const consensusCalls = {
  sudo_set_rho,
  sudo_set_kappa,
  sudo_set_activity_cutoff,
  sudo_set_bonds_moving_average,
  sudo_set_bonds_penalty,
  sudo_set_liquid_alpha_enabled,
  sudo_set_alpha_values,
  sudo_set_alpha_sigmoid_steepness,
  sudo_set_yuma3_enabled,
  sudo_set_bonds_reset_enabled,
  sudo_set_max_allowed_validators,
  sudo_set_tempo,
};
