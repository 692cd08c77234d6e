import { commitHash, mechanismIndex } from "@taostack/incentive";
import { fromHex, toHex } from "@taostack/primitives";
import { type Context, ensure, fail, type PalletError, type ReadContext } from "../../../frame/index.js";
import type { AccountId, Hash } from "../../../scale/index.js";
import { currentEpoch } from "../epoch/schedule.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureMechanism } from "../networks/networks.js";
import { uidOf } from "../neurons/uids.js";
import { storage } from "../storage/index.js";
import { isRevealEpoch, MAX_UNREVEALED_COMMITS, pendingCommits, type WeightCommit } from "./commits.js";
import { applyWeights, mayUpdate, type Submission, stampUpdate } from "./set-weights.js";

/** Weights that were committed, with the salt that hid them. */
export interface Reveal extends Submission {
  readonly salt: readonly number[];
}

/** Stores the hash of weights that are to be revealed in a later epoch. */
export function commitWeights(ctx: Context, hotkey: AccountId, netuid: number, mechanism: number, hash: Hash): void {
  ensureMechanism(ctx, netuid, mechanism);
  ensure(storage.CommitRevealWeightsEnabled.get(ctx, netuid), errors.CommitRevealDisabled);
  const uid = uidOf(ctx, netuid, hotkey);
  ensure(mayUpdate(ctx, netuid, mechanism, hotkey), errors.CommittingWeightsTooFast);
  const index = mechanismIndex(netuid, mechanism);
  const pending = pendingCommits(ctx, netuid, index, hotkey);
  ensure(pending.length < MAX_UNREVEALED_COMMITS, errors.TooManyUnrevealedCommits);
  const commit: WeightCommit = [hash, currentEpoch(ctx, netuid), BigInt(ctx.blockNumber), 0n];
  storage.WeightCommits.put(ctx, index, hotkey, [...pending, commit]);
  stampUpdate(ctx, index, uid);
  ctx.emit(events.make.WeightsCommitted([hotkey, index, hash]));
}

/** Sets committed weights; the commit and all older ones are gone then. */
export function revealWeights(ctx: Context, hotkey: AccountId, reveal: Reveal): Hash {
  const { netuid, mechanism } = reveal;
  ensureMechanism(ctx, netuid, mechanism);
  ensure(storage.CommitRevealWeightsEnabled.get(ctx, netuid), errors.CommitRevealDisabled);
  const index = mechanismIndex(netuid, mechanism);
  const all = storage.WeightCommits.get(ctx, index, hotkey);
  ensure(all !== undefined, errors.NoWeightsCommitFound);
  const hash = hashOf(hotkey, reveal) ?? fail(errors.InvalidRevealCommitHashNotMatch);
  const pending = pendingCommits(ctx, netuid, index, hotkey);
  const position = pending.findIndex(([committed]) => committed === hash);
  const commit = pending[position];
  if (commit === undefined) fail(reasonFor(all, pending, hash));
  ensure(isRevealEpoch(ctx, netuid, commit[1]), errors.RevealTooEarly);
  applyWeights(ctx, hotkey, reveal);
  const later = pending.slice(position + 1);
  if (later.length === 0) storage.WeightCommits.remove(ctx, index, hotkey);
  else storage.WeightCommits.put(ctx, index, hotkey, later);
  ctx.emit(events.make.WeightsRevealed([hotkey, index, hash]));
  return hash;
}

/** Why no commit that may still be revealed has this hash. */
function reasonFor(all: readonly WeightCommit[], pending: readonly WeightCommit[], hash: Hash): PalletError {
  if (all.some(([committed]) => committed === hash)) return errors.ExpiredWeightCommit;
  return pending.length === 0 ? errors.NoWeightsCommitFound : errors.InvalidRevealCommitHashNotMatch;
}

/** What a reveal hashes to; undefined for lists of unequal length, which no client commits. */
function hashOf(hotkey: AccountId, { netuid, mechanism, uids, values, salt, versionKey }: Reveal): Hash | undefined {
  if (uids.length !== values.length) return undefined;
  const index = mechanismIndex(netuid, mechanism);
  return toHex(commitHash({ account: fromHex(hotkey), index, uids, values, salt, versionKey }));
}

/** What the pool checks of a reveal. @throws NoWeightsCommitFound, RevealTooEarly (also when it is too late). */
export function ensureRevealable(at: ReadContext, hotkey: AccountId, reveal: Reveal): void {
  const { netuid, mechanism } = reveal;
  const hash = hashOf(hotkey, reveal);
  const commits = storage.WeightCommits.get(at, mechanismIndex(netuid, mechanism), hotkey) ?? [];
  const commit = commits.find(([committed]) => committed === hash);
  ensure(commit !== undefined, errors.NoWeightsCommitFound);
  ensure(isRevealEpoch(at, netuid, commit[1]), errors.RevealTooEarly);
}
