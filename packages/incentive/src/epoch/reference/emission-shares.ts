import { I32F32, I96F32 } from "../../fixed/formats.js";
import { sum } from "../../fixed/integer.js";
import { normaliseBy, type Vector } from "./vector.js";

/** Shares of the epoch's emission by UID, I32F32 bits. Rounding dust belongs to nobody. */
export interface EmissionShares {
  readonly server: Vector;
  readonly validator: Vector;
  /** Cut separately, so it may exceed the sum of the other two by one unit. */
  readonly combined: Vector;
}

export interface EmissionSharesInput {
  readonly stake: Vector;
  readonly activeStake: Vector;
  readonly incentive: Vector;
  readonly dividends: Vector;
}

/** Incentive and dividends side by side; when there is neither, validators are paid by stake. */
export function emissionShares({ stake, activeStake, incentive, dividends }: EmissionSharesInput): EmissionShares {
  const both = incentive.map((value, uid) => I32F32.add(value, dividends[uid]!));
  const total = sum(both);
  if (total !== 0n) {
    return {
      server: normaliseBy(incentive, total),
      validator: normaliseBy(dividends, total),
      combined: normaliseBy(both, total),
    };
  }
  const byStake = activeStake.some((share) => share !== 0n) ? activeStake : stake;
  return { server: incentive, validator: byStake, combined: byStake };
}

/** Each UID's amount, u64 rao, floored. */
export function emissionOf(shares: Vector, emission: bigint): BigUint64Array {
  const total = I96F32.fromInteger(emission);
  return BigUint64Array.from(shares, (share) => I96F32.toU64(I96F32.mul(share, total)));
}
