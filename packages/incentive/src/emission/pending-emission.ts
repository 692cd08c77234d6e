import { U96F32 } from "../fixed/formats.js";
import { U16_MAX } from "../fixed/integer.js";
import type { PendingEmission } from "./coinbase-types.js";

const HALF = U96F32.one >> 1n;

export interface PendingEmissionInput {
  /** Alpha minted for participants, U96F32 bits of rao. */
  readonly alphaOut: bigint;
  /** `SubnetOwnerCut`, u16 of 65535; 0 where `OwnerCutEnabled` is false. */
  readonly ownerCut: number;
  /** `rootProportion` after the injection, U96F32 bits. */
  readonly rootProportion: bigint;
}

/**
 * Divides a block's alpha among the four pots, u64 rao, each floored: the owner's cut, then half for miners, and of the
 * validators' half root's proportion for root.
 */
export function pendingEmission({ alphaOut, ownerCut, rootProportion }: PendingEmissionInput): PendingEmission {
  const cut = U96F32.mul(alphaOut, U96F32.ratio(ownerCut, U16_MAX));
  const shared = U96F32.sub(alphaOut, cut);
  const root = U96F32.mul(U96F32.mul(rootProportion, shared), HALF);
  const server = U96F32.mul(shared, HALF);
  const validator = U96F32.sub(U96F32.sub(shared, server), root);
  return {
    server: U96F32.toU64(server),
    validator: U96F32.toU64(validator),
    rootAlpha: U96F32.toU64(root),
    ownerCut: U96F32.toU64(cut),
  };
}
