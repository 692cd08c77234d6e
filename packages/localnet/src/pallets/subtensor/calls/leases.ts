import { accountId, option, u32 } from "../../../scale/index.js";
import { createLease } from "../leases/create.js";
import { terminateLease } from "../leases/terminate.js";
import { percent } from "../types.js";
import { signedCall } from "./builders.js";

const register_leased_network = signedCall({
  index: 110,
  args: { emissions_share: percent, end_block: option(u32) },
  docs: "The call of a crowdloan that creates a subnet for its contributors, run by its creator.",
  weight: 6_834_598_986,
  run: (ctx, beneficiary, { emissions_share, end_block }) =>
    createLease(ctx, beneficiary, { emissionsShare: emissions_share, endBlock: end_block }),
});

const terminate_lease = signedCall({
  index: 111,
  args: { lease_id: u32, hotkey: accountId },
  docs: "The beneficiary of a lease that has ended becomes the subnet's owner.",
  weight: 946_402_779,
  run: (ctx, who, { lease_id, hotkey }) => terminateLease(ctx, who, lease_id, hotkey),
});

export const leaseCalls = { register_leased_network, terminate_lease };
