import type { Context } from "../../../frame/index.js";
import { DispatchFailure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { ROOT } from "../networks/networks.js";
import { hotkeysOf } from "../neurons/uids.js";
import { storage } from "../storage/index.js";
import { applyChildren } from "./children.js";

const WHOLE = 2n ** 64n - 1n;

/** On a new subnet, root members lend their stake to the owner's hotkey, unless they opted out. */
export function delegateRootStake(ctx: Context, netuid: number, ownerHotkey: AccountId): void {
  for (const member of hotkeysOf(ctx, ROOT)) {
    if (member === ownerHotkey || !storage.AutoParentDelegationEnabled.get(ctx, member)) continue;
    try {
      ctx.transactional(() => applyChildren(ctx, member, netuid, [[WHOLE, ownerHotkey]]));
    } catch (error) {
      if (!(error instanceof DispatchFailure)) throw error;
    }
  }
}
