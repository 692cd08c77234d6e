import { defineEvents } from "../../frame/index.js";
import {
  accountId,
  bool,
  dispatchClass,
  dispatchError,
  h256,
  pays,
  struct,
  type ValueOf,
  variant,
  weight,
} from "../../scale/index.js";
import { pallet } from "./pallet.js";

const dispatchEventInfo = struct("frame_system::DispatchEventInfo", { weight, class: dispatchClass, pays_fee: pays });
export type DispatchEventInfo = ValueOf<typeof dispatchEventInfo>;

export const events = defineEvents(pallet, {
  ExtrinsicSuccess: variant(0, { dispatch_info: dispatchEventInfo }, ["An extrinsic completed."]),
  ExtrinsicFailed: variant(1, { dispatch_error: dispatchError, dispatch_info: dispatchEventInfo }, [
    "An extrinsic failed; its changes were undone.",
  ]),
  CodeUpdated: variant(2),
  NewAccount: variant(3, { account: accountId }, ["An account came into being."]),
  KilledAccount: variant(4, { account: accountId }, ["An account was removed."]),
  Remarked: variant(5, { sender: accountId, hash: h256 }, ["A remark was put on the chain."]),
  UpgradeAuthorized: variant(6, { code_hash: h256, check_version: bool }),
  RejectedInvalidAuthorizedUpgrade: variant(7, { code_hash: h256, error: dispatchError }),
});
