import { constant, definePallet, defineStorage, value } from "../../frame/index.js";
import { boundedVec, fixedHex, newtype, u64 } from "../../scale/index.js";
import { storage as timestamp } from "../timestamp/index.js";

const pallet = { name: "Aura", index: 3, path: "pallet_aura::pallet" } as const;

export const authorityId = fixedHex("sp_consensus_aura::sr25519::app_sr25519::Public", 32);

export const storage = defineStorage(pallet.name, {
  Authorities: value(boundedVec(authorityId, 32), [], "Block authors in the order of their slots."),
  CurrentSlot: value(newtype("sp_consensus_slots::Slot", u64), 0n),
});

export const createAura = (slotDurationMs: number) =>
  definePallet({
    ...pallet,
    storage,
    constants: { SlotDuration: constant(u64, BigInt(slotDurationMs), ["Milliseconds between blocks."]) },
    onFinalize(ctx) {
      storage.CurrentSlot.put(ctx, timestamp.Now.get(ctx) / BigInt(slotDurationMs));
    },
    genesis(ctx, config) {
      storage.Authorities.put(ctx, [...config.authorities]);
    },
  });
