import { I96F32 } from "@taostack/incentive";
import { call, ensure, ensureRoot } from "../../../frame/index.js";
import { bTreeSet, u16, u64 } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureSubnetOwnerOrRoot } from "../networks/networks.js";
import { claimRoot } from "../root/claims.js";
import { storage } from "../storage/index.js";
import { rootClaimTypeEnum } from "../types.js";
import { signedCall } from "./builders.js";

const MAX_SUBNETS_PER_CLAIM = 5;
const MAX_AUTOMATIC_CLAIMS = 50n;
const MAX_THRESHOLD = 10_000_000n;

const claim_root = signedCall({
  index: 121,
  args: { subnets: bTreeSet(u16) },
  docs: "Claims the dividends on root stake of at most five subnets.",
  weight: 938_999_000,
  run(ctx, coldkey, { subnets }) {
    const inBounds = subnets.length >= 1 && subnets.length <= MAX_SUBNETS_PER_CLAIM;
    ensure(inBounds, errors.InvalidSubnetNumber);
    claimRoot(ctx, coldkey, subnets);
  },
});

const set_root_claim_type = signedCall({
  index: 122,
  args: { new_root_claim_type: rootClaimTypeEnum },
  docs: "Chooses whether claimed dividends are sold for TAO, or kept as alpha on all or some subnets.",
  weight: 468_283_000,
  run(ctx, coldkey, { new_root_claim_type }) {
    const empty = new_root_claim_type.type === "KeepSubnets" && new_root_claim_type.value.subnets.length === 0;
    ensure(!empty, errors.InvalidSubnetNumber);
    storage.RootClaimType.put(ctx, coldkey, new_root_claim_type);
    ctx.emit(events.make.RootClaimTypeSet({ coldkey, root_claim_type: new_root_claim_type }));
  },
});

const sudo_set_num_root_claims = call({
  index: 123,
  args: { new_value: u64 },
  docs: "Root sets for how many coldkeys each block claims, at most 50.",
  weight: 102_735_000,
  dispatch(ctx, { new_value }) {
    ensureRoot(ctx);
    ensure(new_value <= MAX_AUTOMATIC_CLAIMS, errors.InvalidNumRootClaim);
    storage.NumRootClaim.put(ctx, new_value);
  },
});

const sudo_set_root_claim_threshold = call({
  index: 124,
  args: { netuid: u16, new_value: u64 },
  docs: "The owner or root sets the least claim on a subnet, in rao of alpha.",
  weight: 105_681_000,
  dispatch(ctx, { netuid, new_value }) {
    ensureSubnetOwnerOrRoot(ctx, netuid);
    ensure(new_value <= MAX_THRESHOLD, errors.InvalidRootClaimThreshold);
    storage.RootClaimableThreshold.put(ctx, netuid, I96F32.fromInteger(new_value));
  },
});

export const rootClaimCalls = {
  claim_root,
  set_root_claim_type,
  sudo_set_num_root_claims,
  sudo_set_root_claim_threshold,
};
