import { fromHex } from "@taostack/primitives";
import { type Context, DispatchFailure } from "../../../frame/index.js";
import { storage as system } from "../../system/storage.js";
import { storage } from "../storage/index.js";
import { claimRoot } from "./claims.js";

const U64_MAX = 2n ** 64n - 1n;

/**
 * Numbers of the coldkeys whose turn it is, ascending and without repeats.
 * @param seed - 32 bytes of chance: the parent block's hash.
 * @param count - How many draws to make.
 * @param total - How many coldkeys there are.
 */
export function drawColdkeys(seed: Uint8Array, count: bigint, total: bigint): bigint[] {
  const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength);
  const drawn = new Set<bigint>();
  let last = view.getBigUint64(0);
  for (let draw = 0n; draw < count; draw += 1n) {
    const sum = last + view.getBigUint64(Number((draw * 8n) % 32n));
    last = total === 0n ? 0n : (sum > U64_MAX ? U64_MAX : sum) % total;
    drawn.add(last);
  }
  return [...drawn].sort((a, b) => (a < b ? -1 : 1));
}

/** Claims root dividends for some coldkeys, drawn anew each block. A coldkey whose claim fails is left as it was. */
export function claimAutomatically(ctx: Context): void {
  const total = storage.NumStakingColdkeys.get(ctx);
  if (total === 0n) return;
  const seed = fromHex(system.ParentHash.get(ctx));
  for (const index of drawColdkeys(seed, storage.NumRootClaim.get(ctx), total)) {
    const coldkey = storage.StakingColdkeysByIndex.get(ctx, index);
    if (coldkey === undefined) continue;
    try {
      ctx.transactional(() => claimRoot(ctx, coldkey));
    } catch (error) {
      if (!(error instanceof DispatchFailure)) throw error;
    }
  }
}
