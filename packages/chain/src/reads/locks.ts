import { rao } from "@taostack/primitives";
import { fixed64ToNumber } from "../encoding/fixed-point.js";
import type { Readers } from "./readers.js";

const API = "StakeInfoRuntimeApi";
const SM = "SubtensorModule";

/** A flag of an account: without it, locked alpha is refused. */
const ACCEPTS_LOCKED = 1n;

interface Fixed {
  readonly bits: bigint;
}

interface StoredLock {
  readonly lockedMass: bigint;
  readonly conviction: Fixed;
  readonly lastUpdate: bigint;
}

export const locks: Readers<"locks"> = {
  get: async (chain, { coldkey, netuid }) => {
    const found = await chain.runtimeCall<StoredLock | undefined>(API, "get_coldkey_lock", [coldkey, netuid]);
    return (
      found && {
        locked: rao(found.lockedMass),
        conviction: fixed64ToNumber(found.conviction.bits),
        lastUpdate: Number(found.lastUpdate),
      }
    );
  },
  conviction: async (chain, { hotkey, netuid }) =>
    fixed64ToNumber((await chain.runtimeCall<Fixed>(API, "get_hotkey_conviction", [hotkey, netuid])).bits),
  mostConvicted: (chain, { netuid }) => chain.runtimeCall(API, "get_most_convicted_hotkey_on_subnet", [netuid]),
  rules: async (chain, { coldkey, netuid }) => {
    const [decaying, flags] = await Promise.all([
      chain.query<boolean | undefined>(SM, "DecayingLock", [coldkey, netuid]),
      chain.query<bigint>(SM, "AccountFlags", [coldkey]),
    ]);
    return { decaying: decaying !== false, acceptsLocked: (flags & ACCEPTS_LOCKED) !== 0n };
  },
};
