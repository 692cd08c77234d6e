/** What admission needs to know of the subnet: a few columns of its metagraph. */
export interface SubnetView {
  readonly hotkeys: readonly string[];
  readonly validatorPermit: Uint8Array;
  /** Total stake of each uid, in rao. */
  readonly stake: BigUint64Array;
}

export type Verdict =
  | { readonly kind: "allowed" }
  | { readonly kind: "denied"; readonly reason: string }
  | { readonly kind: "exhausted"; readonly reason: string };

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
): (hotkey: string) => Verdict {
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
    if (uid < 0) return { kind: "denied", reason: "the hotkey is not registered on this subnet" };
    if (!validatorPermit[uid] && (stake[uid] ?? 0n) < options.minStake) {
      return { kind: "denied", reason: "the hotkey has neither a validator permit nor enough stake" };
    }
    if (!withinRate(hotkey, hotkeys)) {
      return { kind: "exhausted", reason: `more than ${options.callsPerMinute} calls in a minute` };
    }
    return { kind: "allowed" };
  };
}
