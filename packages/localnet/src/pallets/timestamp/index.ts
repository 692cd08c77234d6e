import { call, constant, definePallet, defineStorage, ensureNone, value } from "../../frame/index.js";
import { bool, compact, u64 } from "../../scale/index.js";

const pallet = { name: "Timestamp", index: 2, path: "pallet_timestamp::pallet" } as const;

export const storage = defineStorage(pallet.name, {
  Now: value(u64, 0n, "Milliseconds since 1970, as the block's author set them."),
  DidUpdate: value(bool, false),
});

/** The inherent that opens every block. */
export const set = call({
  index: 0,
  args: { now: compact(u64) },
  docs: "Sets the time of the block.",
  class: "Mandatory",
  weight: 160_000_000,
  dispatch(ctx, { now }) {
    ensureNone(ctx);
    storage.Now.put(ctx, now);
  },
});

export const createTimestamp = (slotDurationMs: number) =>
  definePallet({
    ...pallet,
    storage,
    calls: { set },
    constants: { MinimumPeriod: constant(u64, BigInt(slotDurationMs) / 2n) },
  });
