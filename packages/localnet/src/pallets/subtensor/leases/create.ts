import { blake2b } from "@noble/hashes/blake2.js";
import { concatBytes, toHex } from "@taostack/primitives";
import { type Context, ensure, fail } from "../../../frame/index.js";
import { type AccountId, bytes, u32 } from "../../../scale/index.js";
import { freeBalance } from "../../balances/ledger.js";
import { type CrowdloanInfo, storage as crowdloan, errors as crowdloanErrors } from "../../crowdloan/declarations.js";
import { addProxy } from "../../proxy/rights.js";
import { addProvider } from "../../system/accounts.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { createNetwork } from "../networks/create.js";
import { storage } from "../storage/index.js";
import { moveTao } from "../tao/balances.js";

export interface LeaseTerms {
  /** Percent of the owner's cut that contributors get. */
  readonly emissionsShare: number;
  /** Without one the lease goes on for ever. */
  readonly endBlock: number | undefined;
}

/** What the beneficiary of a lease may do with the subnet's owner account. */
export const beneficiaryRight = (delegate: AccountId) => ({
  delegate,
  proxy_type: { type: "SubnetLeaseBeneficiary" } as const,
  delay: 0,
});

/** An account without a key that belongs to a lease. */
function leaseAccount(name: "coldkey" | "hotkey", id: number): AccountId {
  const label = bytes.encode(new TextEncoder().encode(`leasing/${name}`));
  return toHex(blake2b(concatBytes(label, u32.encode(id)), { dkLen: 32 }));
}

/** Creates a subnet with what a crowdloan raised; run as the crowdloan's call when its creator finalizes it. */
export function createLease(ctx: Context, beneficiary: AccountId, { emissionsShare, endBlock }: LeaseTerms): void {
  const loanId = crowdloan.CurrentCrowdloanId.get(ctx) ?? fail(crowdloanErrors.InvalidCrowdloanId);
  const loan = crowdloan.Crowdloans.get(ctx, loanId) ?? fail(crowdloanErrors.InvalidCrowdloanId);
  ensure(loan.creator === beneficiary, errors.InvalidLeaseBeneficiary);
  ensure(endBlock === undefined || endBlock > ctx.blockNumber, errors.LeaseCannotEndInThePast);
  const id = storage.NextSubnetLeaseId.get(ctx);
  storage.NextSubnetLeaseId.put(ctx, id + 1);
  const [coldkey, hotkey] = [leaseAccount("coldkey", id), leaseAccount("hotkey", id)];
  addProvider(ctx, coldkey);
  addProvider(ctx, hotkey);
  moveTao(ctx, loan.funds_account, coldkey, loan.raised);
  const netuid = createNetwork(ctx, coldkey, hotkey);
  addProxy(ctx, coldkey, beneficiaryRight(beneficiary));
  const leftover = freeBalance(ctx, coldkey);
  storage.Delegates.put(ctx, hotkey, 0);
  const lease = { beneficiary, coldkey, hotkey, emissions_share: emissionsShare, end_block: endBlock, netuid };
  storage.SubnetLeases.put(ctx, id, { ...lease, cost: loan.raised - leftover });
  storage.SubnetUidToLeaseId.put(ctx, netuid, id);
  shareOut(ctx, { id, loanId, loan, coldkey, leftover });
  ctx.emit(events.make.SubnetLeaseCreated({ beneficiary, lease_id: id, netuid, end_block: endBlock }));
}

interface Leftover {
  readonly id: number;
  readonly loanId: number;
  readonly loan: CrowdloanInfo;
  readonly coldkey: AccountId;
  /** Rao that the subnet did not cost. */
  readonly leftover: bigint;
}

/** Notes what part each contributor has, and pays back what was not needed; the rest is the beneficiary's. */
function shareOut(ctx: Context, { id, loanId, loan, coldkey, leftover }: Leftover): void {
  let left = leftover;
  for (const [[, contributor], amount] of crowdloan.Contributions.entries(ctx, loanId)) {
    if (contributor === loan.creator) continue;
    const share = (amount << 64n) / loan.raised;
    storage.SubnetLeaseShares.put(ctx, id, contributor, share);
    const refund = (share * leftover) >> 64n;
    moveTao(ctx, coldkey, contributor, refund);
    left -= refund;
  }
  // The account lives on its deposit for the proxy, which needs some free balance beside it.
  moveTao(ctx, coldkey, loan.creator, left - (left < KEPT ? left : KEPT));
}

/** Rao: the existential deposit. */
const KEPT = 500n;
