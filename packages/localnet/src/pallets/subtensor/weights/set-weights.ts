import {
  checkWeights,
  type IncentiveErrorData,
  maxUpscale,
  mechanismIndex,
  type WeightErrorName,
} from "@taostack/incentive";
import { isCodedError } from "@taostack/primitives";
import { type Context, ensure, fail, type Readable, type ReadContext } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { limitPassed } from "../accounts/rate-limits.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureMechanism, ROOT } from "../networks/networks.js";
import { inheritedStakes, stakeWeight } from "../staking/stake-weight.js";
import { storage } from "../storage/index.js";

/** A weight vector as it is sent. */
export interface Submission {
  readonly netuid: number;
  readonly mechanism: number;
  readonly uids: readonly number[];
  readonly values: readonly number[];
  readonly versionKey: bigint;
}

export const isOwnerHotkey = (at: Readable, netuid: number, hotkey: AccountId): boolean =>
  storage.SubnetOwnerHotkey.has(at, netuid) && storage.SubnetOwnerHotkey.get(at, netuid) === hotkey;

/** @throws NotEnoughStakeToSetWeights. */
export function ensureStakeForWeights(at: Readable, netuid: number, hotkey: AccountId): void {
  const threshold = storage.StakeThreshold.get(at);
  const enough =
    threshold === 0n ||
    isOwnerHotkey(at, netuid, hotkey) ||
    stakeWeight(at, inheritedStakes(at, hotkey, netuid)) >= threshold;
  ensure(enough, errors.NotEnoughStakeToSetWeights);
}

/** Whether a neuron may set or commit weights again. A hotkey without uid passes: other checks refuse it. */
export function mayUpdate(at: ReadContext, netuid: number, mechanism: number, hotkey: AccountId): boolean {
  const uid = storage.Uids.get(at, netuid, hotkey);
  if (uid === undefined) return true;
  const last = storage.LastUpdate.get(at, mechanismIndex(netuid, mechanism))[uid] ?? 0n;
  return limitPassed(at.blockNumber, last, storage.WeightsSetRateLimit.get(at, netuid));
}

/** Notes that the neuron has set or committed weights. */
export function stampUpdate(ctx: Context, index: number, uid: number): void {
  storage.LastUpdate.mutate(ctx, index, (blocks) => {
    blocks[uid] = BigInt(ctx.blockNumber);
    return blocks;
  });
}

/** `set_weights`: only while the subnet does not use commit and reveal. */
export function setWeights(ctx: Context, hotkey: AccountId, submission: Submission): void {
  ensure(!storage.CommitRevealWeightsEnabled.get(ctx, submission.netuid), errors.CommitRevealEnabled);
  applyWeights(ctx, hotkey, submission);
}

/** Checks a weight vector in the chain's order and stores it. Commit and reveal, when on, makes it a reveal. */
export function applyWeights(ctx: Context, hotkey: AccountId, submission: Submission): void {
  const { netuid, mechanism, uids, values } = submission;
  if (netuid !== ROOT && uids.length === values.length) ensureMechanism(ctx, netuid, mechanism);
  const isReveal = storage.CommitRevealWeightsEnabled.get(ctx, netuid);
  refusable(() => checkWeights({ ...submission, isReveal, ...standingOf(ctx, hotkey, netuid, mechanism) }));
  const index = mechanismIndex(netuid, mechanism);
  const uid = storage.Uids.get(ctx, netuid, hotkey) ?? fail(errors.HotKeyNotRegisteredInSubNet);
  const row = Array.from(maxUpscale(values), (value, at): [number, number] => [uids[at] ?? 0, value]);
  storage.Weights.put(ctx, index, uid, row);
  if (!isReveal) stampUpdate(ctx, index, uid);
  ctx.emit(events.make.WeightsSet([index, uid]));
}

function standingOf(at: ReadContext, hotkey: AccountId, netuid: number, mechanism: number) {
  const uid = storage.Uids.get(at, netuid, hotkey);
  const ofUid = <T>(vector: readonly T[], fallback: T): T => (uid === undefined ? fallback : (vector[uid] ?? fallback));
  return {
    currentBlock: at.blockNumber,
    n: storage.SubnetworkN.get(at, netuid),
    uid,
    isOwnerHotkey: isOwnerHotkey(at, netuid, hotkey),
    stakeWeight: stakeWeight(at, inheritedStakes(at, hotkey, netuid)),
    stakeThreshold: storage.StakeThreshold.get(at),
    weightsVersionKey: storage.WeightsVersionKey.get(at, netuid),
    lastUpdate: Number(ofUid(storage.LastUpdate.get(at, mechanismIndex(netuid, mechanism)), 0n)),
    weightsSetRateLimit: Number(storage.WeightsSetRateLimit.get(at, netuid)),
    validatorPermit: ofUid(storage.ValidatorPermit.get(at, netuid), false),
    minAllowedWeights: storage.MinAllowedWeights.get(at, netuid),
  };
}

/** Ends the call with the pallet's error of the name by which the rule refuses. */
function refusable(rule: () => void): void {
  try {
    rule();
  } catch (error) {
    if (!isCodedError(error)) throw error;
    const data = error.data as IncentiveErrorData;
    if (!("name" in data)) throw error;
    fail(errors[data.name as WeightErrorName]);
  }
}
