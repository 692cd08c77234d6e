import { blake2b } from "@noble/hashes/blake2.js";
import { concatBytes, fromHex, toHex } from "@taostack/primitives";
import { type Context, ensure, type Readable } from "../../frame/index.js";
import { type AccountId, u16, u32 } from "../../scale/index.js";
import { adjustReserve, unreserve } from "../balances/reserves.js";
import { errors, events, limits, type ProxyDefinition, proxyType, storage, typeIndex } from "./declarations.js";

/** What an account reserves for so many proxies, in rao. */
export const proxyDeposit = (count: number): bigint =>
  count === 0 ? 0n : limits.proxyBase + limits.proxyFactor * BigInt(count);

/** Lists of proxies are sorted by account, type and delay. */
function rank(a: ProxyDefinition, b: ProxyDefinition): number {
  if (a.delegate !== b.delegate) return a.delegate < b.delegate ? -1 : 1;
  return typeIndex(a.proxy_type) - typeIndex(b.proxy_type) || a.delay - b.delay;
}

/** The first right of the delegate that fits. @throws NotProxy. */
export function findProxy(
  at: Readable,
  real: AccountId,
  delegate: AccountId,
  forced: ProxyDefinition["proxy_type"] | undefined,
): ProxyDefinition {
  const [proxies] = storage.Proxies.get(at, real);
  const found = proxies.find(
    (known) => known.delegate === delegate && (forced === undefined || known.proxy_type.type === forced.type),
  );
  ensure(found !== undefined, errors.NotProxy);
  return found;
}

function setProxies(ctx: Context, delegator: AccountId, proxies: ProxyDefinition[]): void {
  const [, before] = storage.Proxies.get(ctx, delegator);
  const deposit = proxyDeposit(proxies.length);
  adjustReserve(ctx, delegator, before, deposit);
  if (proxies.length === 0) storage.Proxies.remove(ctx, delegator);
  else storage.Proxies.put(ctx, delegator, [proxies, deposit]);
}

export function addProxy(ctx: Context, delegator: AccountId, right: ProxyDefinition): void {
  ensure(delegator !== right.delegate, errors.NoSelfProxy);
  const [proxies] = storage.Proxies.get(ctx, delegator);
  ensure(!proxies.some((known) => rank(known, right) === 0), errors.Duplicate);
  ensure(proxies.length < limits.proxies, errors.TooMany);
  setProxies(ctx, delegator, [...proxies, right].sort(rank));
  ctx.emit(
    events.make.ProxyAdded({ delegator, delegatee: right.delegate, proxy_type: right.proxy_type, delay: right.delay }),
  );
}

export function removeProxy(ctx: Context, delegator: AccountId, right: ProxyDefinition): void {
  const [proxies] = storage.Proxies.get(ctx, delegator);
  const kept = proxies.filter((known) => rank(known, right) !== 0);
  ensure(kept.length < proxies.length, errors.NotFound);
  setProxies(ctx, delegator, kept);
  if (!kept.some(({ delegate }) => delegate === right.delegate)) {
    storage.RealPaysFee.remove(ctx, delegator, right.delegate);
  }
  ctx.emit(
    events.make.ProxyRemoved({
      delegator,
      delegatee: right.delegate,
      proxy_type: right.proxy_type,
      delay: right.delay,
    }),
  );
}

/** Drops all rights over an account; the deposit goes back to whoever paid it. */
export function dropProxies(ctx: Context, delegator: AccountId, payer: AccountId = delegator): void {
  const [, deposit] = storage.Proxies.take(ctx, delegator);
  unreserve(ctx, payer, deposit);
  storage.RealPaysFee.clear(ctx, delegator);
}

export interface PureOrigin {
  readonly spawner: AccountId;
  readonly type: ProxyDefinition["proxy_type"];
  readonly index: number;
  readonly height: number;
  readonly extrinsicIndex: number;
}

/** The account without a key that the spawner made in that block by that extrinsic. */
export function pureAccount({ spawner, type, index, height, extrinsicIndex }: PureOrigin): AccountId {
  const seed = concatBytes(
    new TextEncoder().encode("modlpy/proxy____"),
    fromHex(spawner),
    u32.encode(height),
    u32.encode(extrinsicIndex),
    proxyType.encode(type),
    u16.encode(index),
  );
  return toHex(blake2b(seed, { dkLen: 32 }));
}
