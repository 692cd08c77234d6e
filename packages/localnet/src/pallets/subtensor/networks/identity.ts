import { type Context, ensure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { storage } from "../storage/index.js";
import type { ChainIdentityV2, SubnetIdentityV3 } from "../types.js";

type Limits<T> = Readonly<Record<keyof T, number>>;

/** Bytes. */
const SUBNET_LIMITS: Limits<SubnetIdentityV3> = {
  subnet_name: 256,
  github_repo: 1024,
  subnet_contact: 1024,
  subnet_url: 1024,
  discord: 256,
  description: 1024,
  logo_url: 1024,
  additional: 1024,
};

const ACCOUNT_LIMITS: Limits<ChainIdentityV2> = {
  name: 256,
  url: 256,
  github_repo: 256,
  image: 1024,
  discord: 256,
  description: 1024,
  additional: 1024,
};

/** @throws InvalidIdentity if a field is too long. */
function ensureWithin<T extends Record<string, Uint8Array>>(identity: T, limits: Limits<T>): void {
  const fits = Object.entries(limits).every(([field, limit]) => (identity[field]?.length ?? 0) <= limit);
  ensure(fits, errors.InvalidIdentity);
}

export function setSubnetIdentity(ctx: Context, netuid: number, identity: SubnetIdentityV3): void {
  ensureWithin(identity, SUBNET_LIMITS);
  storage.SubnetIdentitiesV3.put(ctx, netuid, identity);
  ctx.emit(events.make.SubnetIdentitySet(netuid));
}

/** An account needs a registered hotkey to have an identity. */
export function setIdentity(ctx: Context, coldkey: AccountId, identity: ChainIdentityV2): void {
  const registered = storage.OwnedHotkeys.get(ctx, coldkey).some((hotkey) =>
    storage.IsNetworkMember.entries(ctx, hotkey).some(([, member]) => member),
  );
  ensure(registered, errors.HotKeyNotRegisteredInNetwork);
  ensureWithin(identity, ACCOUNT_LIMITS);
  storage.IdentitiesV2.put(ctx, coldkey, identity);
  ctx.emit(events.make.ChainIdentitySet(coldkey));
}
