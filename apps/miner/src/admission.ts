import type { Decision } from "@taostack/protocol";

/** What admission needs to know of the subnet: a few columns of its metagraph. */
export interface SubnetView {
  readonly hotkeys: readonly string[];
  readonly validatorPermit: Uint8Array;
  /** Total stake of each uid, in rao. */
  readonly stake: BigUint64Array;
}

export interface AdmissionOptions {
  /** A registered hotkey with at least this stake, in rao, may ask even without a validator permit. */
  readonly minStake: bigint;
  /** Calls that one hotkey may make within a minute; opening a session counts as one. */
  readonly callsPerMinute: number;
}

export interface AdmissionModules {
  readonly subnet: () => SubnetView;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

const WINDOW_MS = 60_000;

/**
 * Decides who may ask a miner: registered validators with a permit or enough stake, each up to its rate. It keeps one count for each
 * of them, so that what it keeps is bounded by the size of the subnet.
 */
export function createAdmission(
  options: AdmissionOptions,
  { subnet, now }: AdmissionModules,
): (hotkey: string) => Decision {
  const calls = new Map<string, number>();
  let windowEnd = Number.NEGATIVE_INFINITY;

  function withinRate(hotkey: string): boolean {
    if (now() >= windowEnd) {
      calls.clear();
      windowEnd = now() + WINDOW_MS;
    }
    const made = (calls.get(hotkey) ?? 0) + 1;
    calls.set(hotkey, made);
    return made <= options.callsPerMinute;
  }

  return (hotkey) => {
    const { hotkeys, validatorPermit, stake } = subnet();
    const uid = hotkeys.indexOf(hotkey);
    if (uid < 0) return "permission_denied";
    if (!validatorPermit[uid] && (stake[uid] ?? 0n) < options.minStake) return "permission_denied";
    return withinRate(hotkey) ? "allow" : "resource_exhausted";
  };
}
