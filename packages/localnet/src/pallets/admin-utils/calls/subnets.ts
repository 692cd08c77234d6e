import { ensure } from "../../../frame/index.js";
import { accountId, bool, u16, u64 } from "../../../scale/index.js";
import { events as subtensor } from "../../subtensor/events.js";
import { storage } from "../../subtensor/storage/index.js";
import { recycleOrBurnEnum } from "../../subtensor/types.js";
import { ownerSetter, rootSubnetSetter } from "../builders.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { setOwnerHotkey } from "../limits.js";

const sudo_set_serving_rate_limit = ownerSetter({
  index: 3,
  args: { netuid: u16, serving_rate_limit: u64 },
  docs: "Sets how many blocks lie between two changes of an endpoint.",
  weight: 228_633_000,
  limit: "ServingRateLimit",
  set(ctx, { netuid, serving_rate_limit }) {
    storage.ServingRateLimit.put(ctx, netuid, serving_rate_limit);
    ctx.emit(subtensor.make.ServingRateLimitSet([netuid, serving_rate_limit]));
  },
});

const sudo_set_toggle_transfer = ownerSetter({
  index: 61,
  args: { netuid: u16, toggle: bool },
  docs: "Lets stake change its coldkey, or not.",
  weight: 228_343_000,
  limit: "TransferEnabled",
  set(ctx, { netuid, toggle }) {
    storage.TransferToggle.put(ctx, netuid, toggle);
    ctx.emit(subtensor.make.TransferToggle([netuid, toggle]));
  },
});

const sudo_set_recycle_or_burn = ownerSetter({
  index: 80,
  args: { netuid: u16, recycle_or_burn: recycleOrBurnEnum },
  docs: "Chooses what happens to what the owner's own miners earn.",
  weight: 270_000_000,
  limit: "RecycleOrBurn",
  set(ctx, { netuid, recycle_or_burn }) {
    storage.RecycleOrBurn.put(ctx, netuid, recycle_or_burn);
  },
});

const sudo_set_owner_cut_enabled = ownerSetter({
  index: 92,
  args: { netuid: u16, enabled: bool },
  docs: "Switches the owner's cut on or off.",
  weight: 225_000_000,
  notOnRoot: true,
  set(ctx, { netuid, enabled }) {
    storage.OwnerCutEnabled.put(ctx, netuid, enabled);
  },
});

const sudo_set_owner_cut_auto_lock_enabled = ownerSetter({
  index: 95,
  args: { netuid: u16, enabled: bool },
  docs: "Chooses whether the owner's cut is locked at once.",
  weight: 225_000_000,
  notOnRoot: true,
  set(ctx, { netuid, enabled }) {
    storage.OwnerCutAutoLockEnabled.put(ctx, netuid, enabled);
  },
});

const sudo_set_min_childkey_take_per_subnet = ownerSetter({
  index: 93,
  args: { netuid: u16, take: u16 },
  docs: "Sets the least take of child keys, in parts of 65535.",
  weight: 313_100_000,
  limit: "MinChildkeyTake",
  set(ctx, { netuid, take }) {
    const inBounds = take >= storage.MinChildkeyTake.get(ctx) && take <= storage.MaxChildkeyTake.get(ctx);
    ensure(inBounds, errors.ValueNotInBounds);
    storage.MinChildkeyTakePerSubnet.put(ctx, netuid, take);
    ctx.emit(subtensor.make.MinChildKeyTakePerSubnetSet([netuid, take]));
  },
});

const sudo_set_subnet_emission_enabled = rootSubnetSetter({
  index: 94,
  args: { netuid: u16, enabled: bool },
  docs: "Lets a subnet get TAO, or not.",
  weight: 141_351_000,
  notOnRoot: true,
  set(ctx, { netuid, enabled }) {
    storage.SubnetEmissionEnabled.put(ctx, netuid, enabled);
    ctx.emit(events.make.SubnetEmissionEnabledSet({ netuid, enabled }));
  },
});

const sudo_set_subtoken_enabled = rootSubnetSetter({
  index: 66,
  args: { netuid: u16, subtoken_enabled: bool },
  docs: "Switches a subnet's token on or off.",
  weight: 225_467_000,
  inWindow: true,
  set(ctx, { netuid, subtoken_enabled }) {
    storage.SubtokenEnabled.put(ctx, netuid, subtoken_enabled);
  },
});

const sudo_set_ema_price_halving_period = rootSubnetSetter({
  index: 65,
  args: { netuid: u16, ema_halving: u64 },
  docs: "Sets how slowly the average price follows at first, in blocks.",
  weight: 104_198_000,
  set(ctx, { netuid, ema_halving }) {
    storage.EMAPriceHalvingBlocks.put(ctx, netuid, ema_halving);
  },
});

const sudo_set_sn_owner_hotkey = ownerSetter({
  index: 67,
  args: { netuid: u16, hotkey: accountId },
  docs: "Sets the hotkey that gets the owner's cut.",
  weight: 275_687_000,
  set(ctx, { netuid, hotkey }) {
    setOwnerHotkey(ctx, netuid, hotkey);
  },
});

const sudo_set_subnet_owner_hotkey = ownerSetter({
  index: 64,
  args: { netuid: u16, hotkey: accountId },
  docs: "The same as sudo_set_sn_owner_hotkey.",
  weight: 103_918_000,
  set(ctx, { netuid, hotkey }) {
    setOwnerHotkey(ctx, netuid, hotkey);
  },
});

/** Further parameters of a subnet. */
export const subnetCalls = {
  sudo_set_serving_rate_limit,
  sudo_set_toggle_transfer,
  sudo_set_recycle_or_burn,
  sudo_set_owner_cut_enabled,
  sudo_set_owner_cut_auto_lock_enabled,
  sudo_set_min_childkey_take_per_subnet,
  sudo_set_subnet_emission_enabled,
  sudo_set_subtoken_enabled,
  sudo_set_ema_price_halving_period,
  sudo_set_sn_owner_hotkey,
  sudo_set_subnet_owner_hotkey,
};
