import { type Context, ensure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureSubnet } from "../networks/networks.js";
import { uidOf } from "../neurons/uids.js";
import { storage } from "../storage/index.js";

/** Chooses the hotkey that gets what the coldkey's miners earn on a subnet. */
export function setAutoStakeHotkey(ctx: Context, coldkey: AccountId, netuid: number, hotkey: AccountId): void {
  ensureSubnet(ctx, netuid);
  uidOf(ctx, netuid, hotkey);
  const former = storage.AutoStakeDestination.get(ctx, coldkey, netuid);
  ensure(former !== hotkey, errors.SameAutoStakeHotkeyAlreadySet);
  if (former !== undefined) {
    storage.AutoStakeDestinationColdkeys.mutate(ctx, former, netuid, (list) => list.filter((who) => who !== coldkey));
  }
  storage.AutoStakeDestination.put(ctx, coldkey, netuid, hotkey);
  storage.AutoStakeDestinationColdkeys.mutate(ctx, hotkey, netuid, (list) => [...list, coldkey]);
  ctx.emit(events.make.AutoStakeDestinationSet({ coldkey, netuid, hotkey }));
}
