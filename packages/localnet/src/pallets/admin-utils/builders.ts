import { type CallSpec, type Context, call, ensure, ensureRoot } from "../../frame/index.js";
import type { FieldTypes, FieldValues, ScaleType } from "../../scale/index.js";
import { ensureAdminWindowOpen, ensureOwnerMayUpdate, stampOwnerUpdate } from "../subtensor/networks/admin-window.js";
import { ensureSubnetOwner, ROOT, subnetExists } from "../subtensor/networks/networks.js";
import type { HyperparameterName } from "../subtensor/types.js";
import { errors } from "./errors.js";

type SubnetArgs = FieldTypes & { readonly netuid: ScaleType<number> };

interface Setter<A extends FieldTypes> {
  readonly index: number;
  readonly args: A;
  readonly docs: string;
  /** Picoseconds. */
  readonly weight: number;
  /** Checks the value and stores it. */
  set(ctx: Context, args: FieldValues<A>): void;
}

interface SubnetSetter<A extends FieldTypes> extends Setter<A> {
  readonly notOnRoot?: boolean;
}

const netuidOf = (args: unknown): number => (args as { readonly netuid: number }).netuid;

function ensureSubnetFor(ctx: Context, netuid: number, notOnRoot = false): void {
  ensure(subnetExists(ctx, netuid), errors.SubnetDoesNotExist);
  ensure(!notOnRoot || netuid !== ROOT, errors.NotPermittedOnRootSubnet);
}

interface OwnerSetter<A extends FieldTypes> extends SubnetSetter<A> {
  /** Limits how often an owner may change it; without, there is no limit. */
  readonly limit?: HyperparameterName;
}

/** What a subnet's owner or root sets, while the admin window is open. */
export const ownerSetter = <const A extends SubnetArgs>(setter: OwnerSetter<A>): CallSpec<A> =>
  call<A>({
    index: setter.index,
    args: setter.args,
    docs: `${setter.docs} By the owner or root.`,
    weight: setter.weight,
    dispatch(ctx, args) {
      const netuid = netuidOf(args);
      const byOwner = ctx.origin.type !== "Root";
      if (byOwner) ensureSubnetOwner(ctx, netuid);
      ensureSubnetFor(ctx, netuid, setter.notOnRoot);
      ensureAdminWindowOpen(ctx, netuid);
      if (byOwner && setter.limit) ensureOwnerMayUpdate(ctx, netuid, setter.limit);
      setter.set(ctx, args);
      if (byOwner && setter.limit) stampOwnerUpdate(ctx, netuid, setter.limit);
    },
  });

interface RootSubnetSetter<A extends FieldTypes> extends SubnetSetter<A> {
  /** Only while the admin window is open. */
  readonly inWindow?: boolean;
}

/** What only root sets of a subnet. */
export const rootSubnetSetter = <const A extends SubnetArgs>(setter: RootSubnetSetter<A>): CallSpec<A> =>
  call<A>({
    index: setter.index,
    args: setter.args,
    docs: `${setter.docs} By root.`,
    weight: setter.weight,
    dispatch(ctx, args) {
      ensureRoot(ctx);
      ensureSubnetFor(ctx, netuidOf(args), setter.notOnRoot);
      if (setter.inWindow) ensureAdminWindowOpen(ctx, netuidOf(args));
      setter.set(ctx, args);
    },
  });

/** What root sets for the whole network. */
export const rootSetter = <const A extends FieldTypes>(setter: Setter<A>): CallSpec<A> =>
  call<A>({
    index: setter.index,
    args: setter.args,
    docs: `${setter.docs} By root.`,
    weight: setter.weight,
    dispatch(ctx, args) {
      ensureRoot(ctx);
      setter.set(ctx, args);
    },
  });
