import { defineEvents } from "../../frame/index.js";
import { accountId, u64, variant } from "../../scale/index.js";
import { pallet } from "./pallet.js";
import { balanceStatus } from "./types.js";

const whoAmount = { who: accountId, amount: u64 } as const;

export const events = defineEvents(pallet, {
  Endowed: variant(0, { account: accountId, free_balance: u64 }, ["An account came into being with a balance."]),
  DustLost: variant(1, { account: accountId, amount: u64 }, ["What was left of a removed account was destroyed."]),
  Transfer: variant(2, { from: accountId, to: accountId, amount: u64 }, ["A transfer succeeded."]),
  BalanceSet: variant(3, { who: accountId, free: u64 }, ["Root set a balance."]),
  Reserved: variant(4, whoAmount),
  Unreserved: variant(5, whoAmount),
  ReserveRepatriated: variant(6, {
    from: accountId,
    to: accountId,
    amount: u64,
    destination_status: balanceStatus,
  }),
  Deposit: variant(7, whoAmount, ["An amount was put into an account, such as a fee into the author's."]),
  Withdraw: variant(8, whoAmount, ["An amount was taken out of an account, such as for a fee."]),
  Slashed: variant(9, whoAmount),
  Minted: variant(10, whoAmount, ["An amount was created in an account."]),
  Burned: variant(11, whoAmount, ["An amount of an account was destroyed."]),
  Suspended: variant(12, whoAmount),
  Restored: variant(13, whoAmount),
  Upgraded: variant(14, { who: accountId }),
  Issued: variant(15, { amount: u64 }),
  Rescinded: variant(16, { amount: u64 }),
  Locked: variant(17, whoAmount),
  Unlocked: variant(18, whoAmount),
  Frozen: variant(19, whoAmount),
  Thawed: variant(20, whoAmount),
  TotalIssuanceForced: variant(21, { old: u64, new: u64 }),
});
