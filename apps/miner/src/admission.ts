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
  /** Calls that one hotkey may make within a minute. */
  readonly callsPerMinute: number;
}

export interface AdmissionModules {
  readonly subnet: () => SubnetView;
  readonly now: () => number;
}

const WINDOW_MS = 60_000;

/**
 * Decides who may ask a miner: registered validators with a permit or enough stake, each up to its rate. What it keeps is bounded by
 * the number of hotkeys on the subnet.
 */
export function createAdmission(
  options: AdmissionOptions,
  { subnet, now }: AdmissionModules,
): (hotkey: string) => Decision {
  const windows = new Map<string, { startedAt: number; calls: number }>();

  function withinRate(hotkey: string, registered: readonly string[]): boolean {
    const window = windows.get(hotkey);
    if (window === undefined || now() - window.startedAt >= WINDOW_MS) {
      if (windows.size >= registered.length) forgetOld();
      windows.set(hotkey, { startedAt: now(), calls: 1 });
      return true;
    }
    window.calls += 1;
    return window.calls <= options.callsPerMinute;
  }

  function forgetOld(): void {
    for (const [hotkey, { startedAt }] of windows) if (now() - startedAt >= WINDOW_MS) windows.delete(hotkey);
  }

  return (hotkey) => {
    const { hotkeys, validatorPermit, stake } = subnet();
    const uid = hotkeys.indexOf(hotkey);
    if (uid < 0) return "permission_denied";
    if (!validatorPermit[uid] && (stake[uid] ?? 0n) < options.minStake) return "permission_denied";
    return withinRate(hotkey, hotkeys) ? "allow" : "resource_exhausted";
  };
}
