import { checkDistributionInput } from "../check-input/check-distribution-input.js";
import { U96F32 } from "../fixed/formats.js";
import { sum, U64_MAX, u64 } from "../fixed/integer.js";
import type { PendingEmission } from "./coinbase-types.js";
import type { HotkeyEmission, HotkeyStanding } from "./distribution-types.js";
import { shareDividend } from "./share-dividend.js";
import { splitDividends } from "./split-dividends.js";

export interface DistributionInput {
  /** The four pots that the epoch emptied. */
  readonly pending: PendingEmission;
  /** What the epoch yielded. */
  readonly emissions: readonly HotkeyEmission[];
  /** Standing of every hotkey above and of all their parents. */
  readonly standings: ReadonlyMap<string, HotkeyStanding>;
  /** `TaoWeight`, u64 of 2^64 − 1. */
  readonly taoWeight: bigint;
  /** `CKBurn`, u64 of 2^64 − 1: burnt of what a parent of another owner receives. */
  readonly childkeyBurn: bigint;
}

/** What is due to each hotkey, in the order of their spelling (which for hex is the chain's account order). */
export interface Distribution {
  /** Miners' pay, u64 rao. */
  readonly incentives: ReadonlyMap<string, bigint>;
  /** Alpha dividends before take, U96F32 bits of rao. */
  readonly alphaDividends: ReadonlyMap<string, bigint>;
  /** Dividends on root stake before take, in alpha, U96F32 bits of rao. */
  readonly rootDividends: ReadonlyMap<string, bigint>;
  /** Alpha recycled by `CKBurn`, u64 rao. */
  readonly childkeyBurned: bigint;
}

/**
 * First part of an epoch's payout: from the pots to amounts per hotkey. Of validators' dividends only the proportions
 * count. Without any miner's pay the miners' pot goes to validators.
 * @throws `incentive/unknown_hotkey`, `incentive/out_of_range`.
 */
export function distributeEmission(input: DistributionInput): Distribution {
  checkDistributionInput(input);
  const { pending, emissions, standings } = input;
  const taoWeight = U96F32.ratio(input.taoWeight, U64_MAX);
  const shared = emissions.map(({ hotkey, validatorEmission: dividend }) =>
    shareDividend({ hotkey, dividend, standings, taoWeight, childkeyBurn: U96F32.ratio(input.childkeyBurn, U64_MAX) }),
  );
  const incentives = totals(emissions.map(({ hotkey, serverEmission }) => [hotkey, serverEmission]));
  const hasIncentive = sum(incentives.values()) > 0n;
  const { alpha, root } = splitDividends({
    dividends: totals(shared.flatMap(({ received }) => received)),
    standings,
    taoWeight,
    validatorAlpha: hasIncentive ? pending.validator : u64.add(pending.validator, pending.server),
    rootAlpha: pending.rootAlpha,
  });
  return {
    incentives,
    alphaDividends: alpha,
    rootDividends: root,
    childkeyBurned: sum(shared.map(({ burned }) => burned)),
  };
}

/** Sums by hotkey, ordered by hotkey. */
function totals(amounts: readonly (readonly [hotkey: string, amount: bigint])[]): Map<string, bigint> {
  const byHotkey = new Map<string, bigint>();
  for (const [hotkey, amount] of amounts) byHotkey.set(hotkey, (byHotkey.get(hotkey) ?? 0n) + amount);
  return new Map([...byHotkey].sort(([a], [b]) => (a < b ? -1 : 1)));
}
