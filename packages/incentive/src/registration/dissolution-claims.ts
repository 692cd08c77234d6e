import { U64F64, U96F32 } from "../fixed/formats.js";
import { minimum, U16_MAX, u64 } from "../fixed/integer.js";

export interface ProtocolClaimInput {
  /** `SubnetProtocolAlpha`: what the chain bought, u64 rao. */
  readonly subnetProtocolAlpha: bigint;
  /** `SubnetAlphaIn`, u64 rao. */
  readonly subnetAlphaIn: bigint;
  /** `NetworkRegisteredAt`. */
  readonly registeredAt: number;
  /** `TaoInRefundDeploymentBlock`. */
  readonly taoInRefundDeploymentBlock: number;
}

/** The protocol's own claim on a dissolved subnet's TAO, rao of alpha; it comes last, and is not paid out. */
export function protocolClaim(input: ProtocolClaimInput): bigint {
  const countsPool = input.registeredAt > input.taoInRefundDeploymentBlock;
  return input.subnetProtocolAlpha + (countsPool ? input.subnetAlphaIn : 0n);
}

export interface OwnerRefundInput {
  /** `NetworkRegisteredAt`. */
  readonly registeredAt: number;
  /** `NetworkRegistrationStartBlock`: only older subnets refund. */
  readonly registrationStartBlock: number;
  /** `SubnetLocked`, u64 rao. */
  readonly subnetLocked: bigint;
  /** `SubnetAlphaIn + SubnetAlphaOut`, u64 rao. */
  readonly alphaIssuance: bigint;
  /** `SubnetOwnerCut`, u16 of 65535. */
  readonly subnetOwnerCut: number;
  /** Spot price before the removal, U64F64 bits. */
  readonly price: bigint;
  /** What the subnet's account holds beyond the protocol's part, u64 rao. */
  readonly available: bigint;
}

/** What the owner of an old subnet gets back of the lock at dissolution, u64 rao: less the owner's cuts, at the price. */
export function ownerRefund(input: OwnerRefundInput): bigint {
  if (input.registeredAt >= input.registrationStartBlock) return 0n;
  const rate = U96F32.ratio(input.subnetOwnerCut, U16_MAX);
  const cuts = U96F32.toU64(U96F32.mul(U96F32.fromInteger(input.alphaIssuance), rate));
  const earned = U96F32.toU64(U96F32.mul(U96F32.fromInteger(cuts), U96F32.from(input.price, U64F64)));
  return minimum(u64.sub(input.subnetLocked, earned), input.available);
}
