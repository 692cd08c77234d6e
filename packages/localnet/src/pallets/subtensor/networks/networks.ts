import { type Context, ensure, fail, type Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { storage } from "../storage/index.js";

/** The network on which stake is TAO. It has members, but neither weights nor epochs. */
export const ROOT = 0;

export const subnetExists = (at: Readable, netuid: number): boolean => storage.NetworksAdded.get(at, netuid);

/** @throws SubnetNotExists. */
export const ensureSubnet = (at: Readable, netuid: number): void =>
  ensure(subnetExists(at, netuid), errors.SubnetNotExists);

/** Every network, root included, in the order of the chain's map: by the low byte of the netuid first. */
export const allNetuids = (at: Readable): number[] =>
  storage.NetworksAdded.entries(at)
    .filter(([, added]) => added)
    .map(([[netuid]]) => netuid);

/** Every network but root. */
export const subnetNetuids = (at: Readable): number[] => allNetuids(at).filter((netuid) => netuid !== ROOT);

/** Mechanisms of a subnet: `(netuid index, mechanism)`. */
export const mechanismsOf = (at: Readable, netuid: number): number[] =>
  Array.from({ length: storage.MechanismCountCurrent.get(at, netuid) }, (_, mechanism) => mechanism);

/** @throws MechanismDoesNotExist unless subnet and mechanism exist. */
export function ensureMechanism(at: Readable, netuid: number, mechanism: number): void {
  const exists = subnetExists(at, netuid) && mechanism < storage.MechanismCountCurrent.get(at, netuid);
  ensure(exists, errors.MechanismDoesNotExist);
}

/** @throws BadOrigin unless the subnet's owner signs, SubnetNotExists. */
export function ensureSubnetOwner(ctx: Context, netuid: number): AccountId {
  ensureSubnet(ctx, netuid);
  const { origin } = ctx;
  if (origin.type === "Signed" && origin.account === storage.SubnetOwner.get(ctx, netuid)) return origin.account;
  return fail({ type: "BadOrigin" });
}

/** @throws BadOrigin unless root calls or the subnet's owner signs. Returns the owner, or undefined for root. */
export const ensureSubnetOwnerOrRoot = (ctx: Context, netuid: number): AccountId | undefined =>
  ctx.origin.type === "Root" ? undefined : ensureSubnetOwner(ctx, netuid);
