import { mechanismIndex } from "@taostack/incentive";
import { type Context, ensure } from "../../../frame/index.js";
import { option, u8, u16, vec } from "../../../scale/index.js";
import { kindLimitPassed, stampKind, type TransactionKind } from "../../subtensor/accounts/rate-limits.js";
import { errors as subtensorErrors } from "../../subtensor/errors.js";
import { trimNeurons } from "../../subtensor/neurons/trim.js";
import { storage } from "../../subtensor/storage/index.js";
import { ownerSetter, rootSetter } from "../builders.js";
import { errors } from "../errors.js";

const MAX_UIDS = 256;
const WHOLE = 65_535;
const CHANGE_LIMIT = 7200n;
const TRIM_LIMIT = 216_000n;

/** An owner may change this once in so many blocks. */
function limitChanges(ctx: Context, netuid: number, kind: TransactionKind, limit = CHANGE_LIMIT): void {
  const { origin } = ctx;
  if (origin.type !== "Signed") return;
  ensure(kindLimitPassed(ctx, origin.account, netuid, kind, limit), subtensorErrors.TxRateLimitExceeded);
  stampKind(ctx, origin.account, netuid, kind);
}

const sudo_set_mechanism_count = ownerSetter({
  index: 76,
  args: { netuid: u16, mechanism_count: u8 },
  docs: "Sets how many mechanisms a subnet has; data of dropped ones is deleted.",
  weight: 140_000_000,
  set(ctx, { netuid, mechanism_count }) {
    limitChanges(ctx, netuid, "MechanismCountUpdate");
    const inBounds = mechanism_count >= 1 && mechanism_count <= storage.MaxMechanismCount.get(ctx);
    ensure(inBounds, subtensorErrors.InvalidValue);
    const uids = storage.MaxAllowedUids.get(ctx, netuid) * mechanism_count;
    ensure(uids <= MAX_UIDS, subtensorErrors.TooManyUIDsPerMechanism);
    resize(ctx, netuid, mechanism_count);
  },
});

function resize(ctx: Context, netuid: number, count: number): void {
  const before = storage.MechanismCountCurrent.get(ctx, netuid);
  for (let mechanism = count; mechanism < before; mechanism += 1) drop(ctx, mechanismIndex(netuid, mechanism));
  for (let mechanism = before; mechanism < count; mechanism += 1) grow(ctx, netuid, mechanismIndex(netuid, mechanism));
  storage.MechanismCountCurrent.put(ctx, netuid, count);
  if (count !== before) storage.MechanismEmissionSplit.remove(ctx, netuid);
}

function drop(ctx: Context, index: number): void {
  storage.Weights.clear(ctx, index);
  storage.Bonds.clear(ctx, index);
  storage.Incentive.remove(ctx, index);
  storage.LastUpdate.remove(ctx, index);
  storage.WeightCommits.clear(ctx, index);
  storage.TimelockedWeightCommits.clear(ctx, index);
}

function grow(ctx: Context, netuid: number, index: number): void {
  const length = storage.SubnetworkN.get(ctx, netuid);
  storage.Incentive.put(
    ctx,
    index,
    Array.from({ length }, () => 0),
  );
  storage.LastUpdate.put(
    ctx,
    index,
    Array.from({ length }, () => 0n),
  );
}

const sudo_set_mechanism_emission_split = ownerSetter({
  index: 77,
  args: { netuid: u16, maybe_split: option(vec(u16)) },
  docs: "Sets how emission is split over mechanisms, in parts of 65535; none is evenly.",
  weight: 140_000_000,
  set(ctx, { netuid, maybe_split }) {
    limitChanges(ctx, netuid, "MechanismEmission");
    if (maybe_split === undefined) {
      storage.MechanismEmissionSplit.remove(ctx, netuid);
      return;
    }
    const fits = maybe_split.length <= storage.MechanismCountCurrent.get(ctx, netuid);
    const whole = maybe_split.reduce((sum, part) => sum + part, 0) === WHOLE;
    ensure(fits && whole, subtensorErrors.InvalidValue);
    storage.MechanismEmissionSplit.put(ctx, netuid, maybe_split);
  },
});

const sudo_trim_to_max_allowed_uids = ownerSetter({
  index: 78,
  args: { netuid: u16, max_n: u16 },
  docs: "Removes the neurons that earned least until so many are left, and lowers the maximum of uids to that.",
  weight: 338_302_000,
  set(ctx, { netuid, max_n }) {
    limitChanges(ctx, netuid, "MaxUidsTrimming", TRIM_LIMIT);
    trimNeurons(ctx, netuid, max_n);
  },
});

const sudo_set_max_mechanism_count = rootSetter({
  index: 88,
  args: { max_mechanism_count: u8 },
  docs: "Sets how many mechanisms a subnet may have.",
  weight: 140_000_000,
  set(ctx, { max_mechanism_count }) {
    ensure(max_mechanism_count >= 1, errors.InvalidValue);
    storage.MaxMechanismCount.put(ctx, max_mechanism_count);
  },
});

/** Markets within one subnet. */
export const mechanismCalls = {
  sudo_set_mechanism_count,
  sudo_set_mechanism_emission_split,
  sudo_trim_to_max_allowed_uids,
  sudo_set_max_mechanism_count,
};
