import { type Context, ensure, fail } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { removeProxy } from "../../proxy/rights.js";
import { removeProvider } from "../../system/accounts.js";
import { ownsHotkey } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { setSubnetOwnerHotkey } from "../locks/owner-hotkey.js";
import { storage } from "../storage/index.js";
import { beneficiaryRight } from "./create.js";

/** After the end of a lease, its beneficiary takes the subnet over with a hotkey of its own. */
export function terminateLease(ctx: Context, who: AccountId, id: number, hotkey: AccountId): void {
  const lease = storage.SubnetLeases.get(ctx, id) ?? fail(errors.LeaseDoesNotExist);
  const { beneficiary, netuid, coldkey } = lease;
  ensure(beneficiary === who, errors.ExpectedBeneficiaryOrigin);
  const end = lease.end_block ?? fail(errors.LeaseHasNoEndBlock);
  ensure(ctx.blockNumber >= end, errors.LeaseHasNotEnded);
  ensure(ownsHotkey(ctx, beneficiary, hotkey), errors.BeneficiaryDoesNotOwnHotkey);
  storage.SubnetOwner.put(ctx, netuid, beneficiary);
  setSubnetOwnerHotkey(ctx, netuid, hotkey);
  storage.SubnetLeaseShares.clear(ctx, id);
  storage.AccumulatedLeaseDividends.remove(ctx, id);
  storage.SubnetLeases.remove(ctx, id);
  storage.SubnetUidToLeaseId.remove(ctx, netuid);
  removeProxy(ctx, coldkey, beneficiaryRight(beneficiary));
  for (const account of [coldkey, lease.hotkey]) removeProvider(ctx, account);
  ctx.emit(events.make.SubnetLeaseTerminated({ beneficiary, netuid }));
}
