import { blake2b } from "@noble/hashes/blake2.js";
import { mechanismIndex } from "@taostack/incentive";
import { fromHex, toHex } from "@taostack/primitives";
import { type Context, DispatchFailure, ensure, type ReadContext } from "../../../frame/index.js";
import { type AccountId, bytes, struct, u16, u64, type ValueOf, vec } from "../../../scale/index.js";
import { timelockDecrypt } from "../../../timelock/index.js";
import { storage as drand } from "../../drand/declarations.js";
import { pulseOf } from "../../drand/pulses.js";
import { currentEpoch } from "../epoch/schedule.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureMechanism, mechanismsOf, subnetNetuids } from "../networks/networks.js";
import { uidOf } from "../neurons/uids.js";
import { storage } from "../storage/index.js";
import { MAX_UNREVEALED_COMMITS } from "./commits.js";
import { applyWeights, mayUpdate, type Submission, stampUpdate } from "./set-weights.js";

/** Weights encrypted to a round of the beacon. */
export interface TimelockedCommit {
  readonly netuid: number;
  readonly mechanism: number;
  readonly commit: Uint8Array;
  readonly round: bigint;
  readonly version: number;
}

type StoredCommit = [hotkey: AccountId, block: bigint, commit: Uint8Array, round: bigint];

const legacyFields = { uids: vec(u16), values: vec(u16), version_key: u64 } as const;
/** What a commit hides. Older clients leave out the hotkey. */
const payload = struct("subtensor::WeightsTlockPayload", { hotkey: bytes, ...legacyFields });
const legacyPayload = struct("subtensor::LegacyWeightsTlockPayload", legacyFields);
type Payload = ValueOf<typeof legacyPayload> & { readonly hotkey?: Uint8Array };

/** @throws InvalidRevealRound for a round that anyone can open already. */
export const ensureFutureRound = (at: ReadContext, round: bigint): void =>
  ensure(round >= drand.LastStoredRound.get(at), errors.InvalidRevealRound);

/** Stores encrypted weights; the chain itself reveals them. */
export function commitTimelocked(ctx: Context, hotkey: AccountId, submission: TimelockedCommit): void {
  const { netuid, mechanism, commit, round, version } = submission;
  ensureMechanism(ctx, netuid, mechanism);
  ensure(storage.CommitRevealWeightsEnabled.get(ctx, netuid), errors.CommitRevealDisabled);
  ensure(version === storage.CommitRevealWeightsVersion.get(ctx), errors.IncorrectCommitRevealVersion);
  const uid = uidOf(ctx, netuid, hotkey);
  ensure(mayUpdate(ctx, netuid, mechanism, hotkey), errors.CommittingWeightsTooFast);
  const index = mechanismIndex(netuid, mechanism);
  const epoch = currentEpoch(ctx, netuid);
  const stored = storage.TimelockedWeightCommits.get(ctx, index, epoch);
  const own = stored.filter(([account]) => account === hotkey);
  ensure(own.length < MAX_UNREVEALED_COMMITS, errors.TooManyUnrevealedCommits);
  storage.TimelockedWeightCommits.put(ctx, index, epoch, [...stored, [hotkey, BigInt(ctx.blockNumber), commit, round]]);
  stampUpdate(ctx, index, uid);
  const hash = toHex(blake2b(commit, { dkLen: 32 }));
  ctx.emit(events.make.TimelockedWeightsCommitted([hotkey, index, hash, round]));
}

/** At the start of each block: reveals the commits whose epoch has come, as far as their rounds have. */
export function revealTimelocked(ctx: Context): void {
  for (const netuid of subnetNetuids(ctx)) {
    const epoch = currentEpoch(ctx, netuid) - storage.RevealPeriodEpochs.get(ctx, netuid);
    for (const mechanism of mechanismsOf(ctx, netuid)) revealEpoch(ctx, netuid, mechanism, epoch);
  }
}

function revealEpoch(ctx: Context, netuid: number, mechanism: number, epoch: bigint): void {
  const index = mechanismIndex(netuid, mechanism);
  for (const [, committed] of storage.TimelockedWeightCommits.keys(ctx, index)) {
    if (committed < epoch) storage.TimelockedWeightCommits.remove(ctx, index, committed);
  }
  if (epoch < 0n) return;
  const commits = storage.TimelockedWeightCommits.get(ctx, index, epoch);
  if (commits.length === 0) return;
  const waiting = commits.filter((commit) => !settle(ctx, netuid, mechanism, commit));
  if (waiting.length === 0) storage.TimelockedWeightCommits.remove(ctx, index, epoch);
  else if (waiting.length < commits.length) storage.TimelockedWeightCommits.put(ctx, index, epoch, waiting);
}

/** Reveals one commit, or drops it if it is no good. False while its round has not come. */
function settle(ctx: Context, netuid: number, mechanism: number, [hotkey, , commit, round]: StoredCommit): boolean {
  const pulse = pulseOf(ctx, round);
  if (!pulse) return false;
  const opened = openCommit(commit, pulse.signature, hotkey);
  if (!opened) return true;
  const { uids, values, version_key: versionKey } = opened;
  if (tryApply(ctx, hotkey, { netuid, mechanism, uids, values, versionKey })) {
    ctx.emit(events.make.TimelockedWeightsRevealed([mechanismIndex(netuid, mechanism), hotkey]));
  }
  return true;
}

/** A refusal by the rules for weights leaves no trace, as on the chain. */
function tryApply(ctx: Context, hotkey: AccountId, submission: Submission): boolean {
  try {
    ctx.transactional(() => applyWeights(ctx, hotkey, submission));
    return true;
  } catch (error) {
    if (error instanceof DispatchFailure) return false;
    throw error;
  }
}

/** The weights in a commit; undefined if it cannot be opened or names another hotkey. */
function openCommit(commit: Uint8Array, signature: Uint8Array, hotkey: AccountId): Payload | undefined {
  const plaintext = timelockDecrypt(commit, signatureBytes(signature));
  const opened = plaintext && decodePayload(plaintext);
  if (opened?.hotkey === undefined) return opened;
  return toHex(opened.hotkey) === hotkey ? opened : undefined;
}

/** A pulse may hold its signature as text: 0x and hex digits. */
function signatureBytes(signature: Uint8Array): Uint8Array {
  const isText = signature[0] === 0x30 && signature[1] === 0x78;
  return isText ? fromHex(new TextDecoder().decode(signature)) : signature;
}

function decodePayload(plaintext: Uint8Array): Payload | undefined {
  for (const type of [payload, legacyPayload]) {
    try {
      return type.decode(plaintext);
    } catch {
      // The other form, or none.
    }
  }
  return undefined;
}
