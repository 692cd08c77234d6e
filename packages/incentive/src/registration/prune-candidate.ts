import { checkBlocks, checkInteger, checkU64s } from "../check-input/check-values.js";
import { checkLength } from "../errors.js";

export interface PruneInput {
  /** `Emission` by UID, u64 rao. */
  readonly emission: ArrayLike<bigint>;
  /** `BlockAtRegistration` by UID. */
  readonly blockAtRegistration: ArrayLike<number>;
  /** UIDs that are never pruned, from `immortalUids`. */
  readonly immortal: ReadonlySet<number>;
  readonly currentBlock: number;
  /** `ImmunityPeriod`, blocks. */
  readonly immunityPeriod: number;
  /** `MinNonImmuneUids`: with no more than so many UIDs out of immunity, an immune one has to go. */
  readonly minNonImmuneUids: number;
}

/**
 * The UID that gives way to a newcomer on a full subnet: least emission, then oldest. Undefined if none may.
 * @throws `incentive/length_mismatch`, `incentive/out_of_range`.
 */
export function pruneCandidate(input: PruneInput): number | undefined {
  checkLength("blockAtRegistration", input.blockAtRegistration.length, input.emission.length);
  checkU64s("emission", input.emission);
  checkBlocks("blockAtRegistration", input.blockAtRegistration);
  checkInteger("currentBlock", input.currentBlock);
  const mortal = Array.from(input.emission, (_, uid) => uid).filter((uid) => !input.immortal.has(uid));
  const ranked = mortal.sort((a, b) => comparePruning(input, a, b));
  const isImmune = (uid: number) => input.currentBlock - input.blockAtRegistration[uid]! < input.immunityPeriod;
  const nonImmune = ranked.filter((uid) => !isImmune(uid));
  return nonImmune.length > input.minNonImmuneUids ? nonImmune[0] : ranked.find(isImmune);
}

function comparePruning({ emission, blockAtRegistration }: PruneInput, a: number, b: number): number {
  if (emission[a]! !== emission[b]!) return emission[a]! < emission[b]! ? -1 : 1;
  return blockAtRegistration[a]! - blockAtRegistration[b]! || a - b;
}

export interface ImmortalInput {
  /** UIDs of the hotkeys that the owner's coldkey has registered. */
  readonly ownerUids: readonly number[];
  /** `BlockAtRegistration` by UID. */
  readonly blockAtRegistration: ArrayLike<number>;
  /** UID of `SubnetOwnerHotkey`, if it is registered. */
  readonly ownerHotkeyUid?: number | undefined;
  /** `ImmuneOwnerUidsLimit`. */
  readonly limit: number;
}

/** The owner's UIDs that are never pruned: the oldest, up to a limit within which `SubnetOwnerHotkey` comes first. */
export function immortalUids({ ownerUids, blockAtRegistration, ownerHotkeyUid, limit }: ImmortalInput): Set<number> {
  const oldest = [...ownerUids]
    .sort((a, b) => blockAtRegistration[a]! - blockAtRegistration[b]! || a - b)
    .slice(0, limit);
  if (ownerHotkeyUid === undefined || oldest.includes(ownerHotkeyUid)) return new Set(oldest);
  return new Set([ownerHotkeyUid, ...oldest].slice(0, limit));
}
