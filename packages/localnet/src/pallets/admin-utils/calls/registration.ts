import { U64F64 } from "@taostack/incentive";
import { ensure, fail } from "../../../frame/index.js";
import { bool, u16, u64, u64f64 } from "../../../scale/index.js";
import { errors as subtensorErrors } from "../../subtensor/errors.js";
import { events as subtensor } from "../../subtensor/events.js";
import { storage } from "../../subtensor/storage/index.js";
import { ownerSetter, rootSubnetSetter } from "../builders.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { checkMaxUids } from "../limits.js";

const MAX_IMMUNE_NEURONS = 10;
const MIN_BURN_BOUND = 1_000_000_000n;
const MAX_BURN_BOUND = 100_000_000n;
const MAX_BURN_HALF_LIFE = 36_100;

const sudo_set_immunity_period = ownerSetter({
  index: 13,
  args: { netuid: u16, immunity_period: u16 },
  docs: "Sets for how many blocks a new neuron is not pruned.",
  weight: 259_414_000,
  limit: "ImmunityPeriod",
  set(ctx, { netuid, immunity_period }) {
    storage.ImmunityPeriod.put(ctx, netuid, immunity_period);
    ctx.emit(subtensor.make.ImmunityPeriodSet([netuid, immunity_period]));
  },
});

const sudo_set_max_allowed_uids = ownerSetter({
  index: 15,
  args: { netuid: u16, max_allowed_uids: u16 },
  docs: "Sets the greatest number of neurons.",
  weight: 343_381_000,
  limit: "MaxAllowedUids",
  set(ctx, { netuid, max_allowed_uids }) {
    checkMaxUids(ctx, netuid, max_allowed_uids);
    storage.MaxAllowedUids.put(ctx, netuid, max_allowed_uids);
    ctx.emit(subtensor.make.MaxAllowedUidsSet([netuid, max_allowed_uids]));
  },
});

const sudo_set_min_allowed_uids = rootSubnetSetter({
  index: 79,
  args: { netuid: u16, min_allowed_uids: u16 },
  docs: "Sets the least number of neurons that trimming leaves.",
  weight: 312_890_000,
  inWindow: true,
  set(ctx, { netuid, min_allowed_uids }) {
    const max = storage.MaxAllowedUids.get(ctx, netuid);
    ensure(min_allowed_uids < max, errors.MinAllowedUidsGreaterThanMaxAllowedUids);
    const n = storage.SubnetworkN.get(ctx, netuid);
    ensure(min_allowed_uids < n, errors.MinAllowedUidsGreaterThanCurrentUids);
    storage.MinAllowedUids.put(ctx, netuid, min_allowed_uids);
    ctx.emit(subtensor.make.MinAllowedUidsSet([netuid, min_allowed_uids]));
  },
});

const sudo_set_min_non_immune_uids = rootSubnetSetter({
  index: 84,
  args: { netuid: u16, min: u16 },
  docs: "Sets how many neurons stay open to pruning.",
  weight: 106_783_000,
  set(ctx, { netuid, min }) {
    storage.MinNonImmuneUids.put(ctx, netuid, min);
    ctx.emit(subtensor.make.MinNonImmuneUidsSet([netuid, min]));
  },
});

const sudo_set_owner_immune_neuron_limit = ownerSetter({
  index: 72,
  args: { netuid: u16, immune_neurons: u16 },
  docs: "Sets how many neurons of the owner are never pruned.",
  weight: 225_107_000,
  limit: "ImmuneNeuronLimit",
  set(ctx, { netuid, immune_neurons }) {
    ensure(immune_neurons >= 1 && immune_neurons <= MAX_IMMUNE_NEURONS, subtensorErrors.InvalidValue);
    storage.ImmuneOwnerUidsLimit.put(ctx, netuid, immune_neurons);
  },
});

const sudo_set_min_burn = ownerSetter({
  index: 22,
  args: { netuid: u16, min_burn: u64 },
  docs: "Sets the least price of a uid, in rao.",
  weight: 287_780_000,
  limit: "MinBurn",
  set(ctx, { netuid, min_burn }) {
    const inBounds = min_burn < MIN_BURN_BOUND && min_burn < storage.MaxBurn.get(ctx, netuid);
    ensure(inBounds, errors.ValueNotInBounds);
    storage.MinBurn.put(ctx, netuid, min_burn);
    ctx.emit(subtensor.make.MinBurnSet([netuid, min_burn]));
  },
});

const sudo_set_max_burn = ownerSetter({
  index: 23,
  args: { netuid: u16, max_burn: u64 },
  docs: "Sets the greatest price of a uid, in rao.",
  weight: 286_949_000,
  limit: "MaxBurn",
  set(ctx, { netuid, max_burn }) {
    const inBounds = max_burn > MAX_BURN_BOUND && max_burn > storage.MinBurn.get(ctx, netuid);
    ensure(inBounds, errors.ValueNotInBounds);
    storage.MaxBurn.put(ctx, netuid, max_burn);
    ctx.emit(subtensor.make.MaxBurnSet([netuid, max_burn]));
  },
});

const sudo_set_burn_half_life = ownerSetter({
  index: 89,
  args: { netuid: u16, burn_half_life: u16 },
  docs: "Sets in how many blocks the price of a uid halves.",
  weight: 225_000_000,
  limit: "BurnHalfLife",
  notOnRoot: true,
  set(ctx, { netuid, burn_half_life }) {
    ensure(burn_half_life >= 1 && burn_half_life <= MAX_BURN_HALF_LIFE, errors.InvalidValue);
    storage.BurnHalfLife.put(ctx, netuid, burn_half_life);
    ctx.emit(events.make.BurnHalfLifeSet({ netuid, burn_half_life }));
  },
});

const sudo_set_burn_increase_mult = ownerSetter({
  index: 90,
  args: { netuid: u16, burn_increase_mult: u64f64 },
  docs: "Sets by what the price of a uid is multiplied with each registration.",
  weight: 225_000_000,
  limit: "BurnIncreaseMult",
  notOnRoot: true,
  set(ctx, { netuid, burn_increase_mult }) {
    const inBounds = burn_increase_mult >= U64F64.one && burn_increase_mult <= 3n * U64F64.one;
    ensure(inBounds, errors.InvalidValue);
    storage.BurnIncreaseMult.put(ctx, netuid, burn_increase_mult);
    ctx.emit(events.make.BurnIncreaseMultSet({ netuid, burn_increase_mult }));
  },
});

const sudo_set_network_registration_allowed = rootSubnetSetter({
  index: 19,
  args: { netuid: u16, registration_allowed: bool },
  docs: "Opens or closes registration.",
  weight: 107_113_000,
  set(ctx, { netuid, registration_allowed }) {
    storage.NetworkRegistrationAllowed.put(ctx, netuid, registration_allowed);
    ctx.emit(subtensor.make.RegistrationAllowed([netuid, registration_allowed]));
  },
});

const sudo_set_network_pow_registration_allowed = rootSubnetSetter({
  index: 20,
  args: { netuid: u16, registration_allowed: bool },
  docs: "Always fails: registration by proof of work no longer exists.",
  weight: 114_000_000,
  set() {
    fail(errors.POWRegistrationDisabled);
  },
});

const sudo_set_target_registrations_per_interval = rootSubnetSetter({
  index: 21,
  args: { netuid: u16, target_registrations_per_interval: u16 },
  docs: "Sets the target of registrations on root.",
  weight: 259_103_000,
  inWindow: true,
  set(ctx, { netuid, target_registrations_per_interval }) {
    storage.TargetRegistrationsPerInterval.put(ctx, netuid, target_registrations_per_interval);
    ctx.emit(subtensor.make.RegistrationPerIntervalSet([netuid, target_registrations_per_interval]));
  },
});

const sudo_set_max_registrations_per_block = rootSubnetSetter({
  index: 27,
  args: { netuid: u16, max_registrations_per_block: u16 },
  docs: "Sets the most registrations on root in a block.",
  weight: 259_604_000,
  inWindow: true,
  set(ctx, { netuid, max_registrations_per_block }) {
    storage.MaxRegistrationsPerBlock.put(ctx, netuid, max_registrations_per_block);
    ctx.emit(subtensor.make.MaxRegistrationsPerBlockSet([netuid, max_registrations_per_block]));
  },
});

const sudo_set_rao_recycled = rootSubnetSetter({
  index: 39,
  args: { netuid: u16, rao_recycled: u64 },
  docs: "Sets the counter of TAO recycled for registration.",
  weight: 141_541_000,
  set(ctx, { netuid, rao_recycled }) {
    storage.RAORecycledForRegistration.put(ctx, netuid, rao_recycled);
    ctx.emit(subtensor.make.RAORecycledForRegistrationSet([netuid, rao_recycled]));
  },
});

/** Who may register, at what price, and who gives way. */
export const registrationCalls = {
  sudo_set_immunity_period,
  sudo_set_max_allowed_uids,
  sudo_set_min_allowed_uids,
  sudo_set_min_non_immune_uids,
  sudo_set_owner_immune_neuron_limit,
  sudo_set_min_burn,
  sudo_set_max_burn,
  sudo_set_burn_half_life,
  sudo_set_burn_increase_mult,
  sudo_set_network_registration_allowed,
  sudo_set_network_pow_registration_allowed,
  sudo_set_target_registrations_per_interval,
  sudo_set_max_registrations_per_block,
  sudo_set_rao_recycled,
};
