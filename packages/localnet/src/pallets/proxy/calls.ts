import { blake2b } from "@noble/hashes/blake2.js";
import { toHex } from "@taostack/primitives";
import {
  type Context,
  call,
  type DispatchInfo,
  ensure,
  ensureSigned,
  fail,
  type RuntimeCall,
} from "../../frame/index.js";
import {
  type AccountId,
  bool,
  compact,
  h256,
  multiAddress,
  option,
  type ScaleType,
  u16,
  u32,
} from "../../scale/index.js";
import { adjustReserve, reserve } from "../balances/reserves.js";
import { lookup } from "../lookup.js";
import { includesRights, proxyAllows } from "./allows.js";
import { announce as announceCall, announcementDeposit, dropAnnouncements } from "./announcements.js";
import { errors, events, type ProxyDefinition, proxyType, storage } from "./declarations.js";
import { addProxy, dropProxies, findProxy, proxyDeposit, pureAccount, removeProxy } from "./rights.js";

const aroundCall =
  (base: bigint) =>
  (args: { call: RuntimeCall }, infoOf: (call: RuntimeCall) => DispatchInfo): DispatchInfo => {
    const inner = infoOf(args.call);
    return { ...inner, refTime: inner.refTime + base };
  };

/** A proxy may not give away more than it has, and only the widest right may end others. */
function allowsCall(right: ProxyDefinition, call: RuntimeCall): boolean {
  const { type } = right.proxy_type;
  if (call.type === "Proxy") {
    const { type: name, value } = call.value;
    const given = value.proxy_type as ProxyDefinition["proxy_type"] | undefined;
    if ((name === "add_proxy" || name === "remove_proxy") && given && !includesRights(type, given.type)) return false;
    if ((name === "remove_proxies" || name === "kill_pure") && type !== "Any") return false;
  }
  return proxyAllows(type, call);
}

function runFor(ctx: Context, real: AccountId, right: ProxyDefinition, inner: RuntimeCall): void {
  const outer = ctx.origin.type === "Signed" ? ctx.origin.allows : undefined;
  const allows = (call: RuntimeCall): boolean => allowsCall(right, call) && outer?.(call) !== false;
  const { result } = ctx.dispatch(inner, { type: "Signed", account: real, allows });
  storage.LastCallResult.put(ctx, real, result);
  ctx.emit(events.make.ProxyExecuted({ result }));
}

export function createActingCalls(runtimeCall: ScaleType<RuntimeCall>) {
  const forced = { force_proxy_type: option(proxyType), call: runtimeCall };

  const proxy = call({
    index: 0,
    args: { real: multiAddress, ...forced },
    docs: "Makes a call in the name of an account that allows it.",
    info: aroundCall(329_090_365n),
    dispatch(ctx, args) {
      const who = ensureSigned(ctx);
      const real = lookup(args.real);
      const right = findProxy(ctx, real, who, args.force_proxy_type);
      ensure(right.delay === 0, errors.Unannounced);
      runFor(ctx, real, right, args.call);
    },
  });

  const proxy_announced = call({
    index: 9,
    args: { delegate: multiAddress, real: multiAddress, ...forced },
    docs: "Makes a call that the proxy announced long enough ago. Anyone may send it.",
    info: aroundCall(621_477_572n),
    dispatch(ctx, args) {
      ensureSigned(ctx);
      const [delegate, real] = [lookup(args.delegate), lookup(args.real)];
      const right = findProxy(ctx, real, delegate, args.force_proxy_type);
      const hash = toHex(blake2b(runtimeCall.encode(args.call), { dkLen: 32 }));
      const announced = dropAnnouncements(
        ctx,
        delegate,
        (known) => known.real === real && known.call_hash === hash && ctx.blockNumber - known.height >= right.delay,
      );
      ensure(announced, errors.Unannounced);
      runFor(ctx, real, right, args.call);
    },
  });

  return { proxy, proxy_announced };
}

const rightArgs = { delegate: multiAddress, proxy_type: proxyType, delay: u32 };

const add_proxy = call({
  index: 1,
  args: rightArgs,
  docs: "Lets another account make calls of some kind, with a delay in blocks during which it must announce them.",
  weight: 152_388_644,
  dispatch: (ctx, args) => addProxy(ctx, ensureSigned(ctx), { ...args, delegate: lookup(args.delegate) }),
});

const remove_proxy = call({
  index: 2,
  args: rightArgs,
  docs: "Takes such a right back.",
  weight: 254_108_129,
  dispatch: (ctx, args) => removeProxy(ctx, ensureSigned(ctx), { ...args, delegate: lookup(args.delegate) }),
});

const remove_proxies = call({
  index: 3,
  args: {},
  docs: "Takes all own rights back.",
  weight: 153_523_188,
  dispatch: (ctx) => dropProxies(ctx, ensureSigned(ctx)),
});

const create_pure = call({
  index: 4,
  args: { proxy_type: proxyType, delay: u32, index: u16 },
  docs: "Makes an account without a key, which the signer acts for.",
  weight: 153_256_636,
  dispatch(ctx, { proxy_type, delay, index }) {
    const who = ensureSigned(ctx);
    const extrinsicIndex = ctx.extrinsicIndex ?? 0;
    const pure = pureAccount({ spawner: who, type: proxy_type, index, height: ctx.blockNumber, extrinsicIndex });
    ensure(!storage.Proxies.has(ctx, pure), errors.Duplicate);
    const deposit = proxyDeposit(1);
    reserve(ctx, who, deposit);
    storage.Proxies.put(ctx, pure, [[{ delegate: who, proxy_type, delay }], deposit]);
    ctx.emit(events.make.PureCreated({ pure, who, proxy_type, disambiguation_index: index }));
  },
});

const kill_pure = call({
  index: 5,
  args: {
    spawner: multiAddress,
    proxy_type: proxyType,
    index: u16,
    height: compact(u32),
    ext_index: compact(u32),
  },
  docs: "Gives up an account without a key; what it holds is out of reach from then on. Sent in its own name.",
  weight: 152_489_367,
  dispatch(ctx, { proxy_type, index, height, ext_index, ...args }) {
    const who = ensureSigned(ctx);
    const spawner = lookup(args.spawner);
    const pure = pureAccount({ spawner, type: proxy_type, index, height, extrinsicIndex: ext_index });
    ensure(pure === who, errors.NoPermission);
    dropProxies(ctx, who, spawner);
    ctx.emit(events.make.PureKilled({ pure, spawner, proxy_type, disambiguation_index: index }));
  },
});

const announce = call({
  index: 6,
  args: { real: multiAddress, call_hash: h256 },
  docs: "Announces the hash of a call that the proxy wants to make later.",
  weight: 324_915_451,
  dispatch: (ctx, { real, call_hash }) => announceCall(ctx, ensureSigned(ctx), lookup(real), call_hash),
});

const remove_announcement = call({
  index: 7,
  args: { real: multiAddress, call_hash: h256 },
  docs: "Takes an own announcement back.",
  weight: 291_787_991,
  dispatch(ctx, { call_hash, ...args }) {
    const real = lookup(args.real);
    const found = dropAnnouncements(
      ctx,
      ensureSigned(ctx),
      (known) => known.real === real && known.call_hash === call_hash,
    );
    ensure(found, errors.NotFound);
  },
});

const reject_announcement = call({
  index: 8,
  args: { delegate: multiAddress, call_hash: h256 },
  docs: "Throws away what a proxy has announced for the signer.",
  weight: 291_722_977,
  dispatch(ctx, { call_hash, delegate }) {
    const real = ensureSigned(ctx);
    const found = dropAnnouncements(
      ctx,
      lookup(delegate),
      (known) => known.real === real && known.call_hash === call_hash,
    );
    ensure(found, errors.NotFound);
  },
});

const poke_deposit = call({
  index: 10,
  args: {},
  docs: "Brings the signer's deposits up to date. Free if that changes one.",
  weight: 421_757_000,
  dispatch(ctx) {
    const who = ensureSigned(ctx);
    let changed = false;
    const poke = (kind: "Proxies" | "Announcements", before: bigint, after: bigint): void => {
      if (before === after) return;
      adjustReserve(ctx, who, before, after);
      changed = true;
      ctx.emit(events.make.DepositPoked({ who, kind: { type: kind }, old_deposit: before, new_deposit: after }));
    };
    const [proxies, forProxies] = storage.Proxies.get(ctx, who);
    poke("Proxies", forProxies, proxyDeposit(proxies.length));
    if (proxies.length > 0) storage.Proxies.put(ctx, who, [proxies, proxyDeposit(proxies.length)]);
    const [pending, forPending] = storage.Announcements.get(ctx, who);
    poke("Announcements", forPending, announcementDeposit(pending.length));
    if (pending.length > 0) storage.Announcements.put(ctx, who, [pending, announcementDeposit(pending.length)]);
    return { paysFee: !changed };
  },
});

const set_real_pays_fee = call({
  index: 11,
  args: { delegate: multiAddress, pays_fee: bool },
  docs: "Chooses whether the signer pays the fees of a proxy's calls.",
  weight: 140_115_911,
  dispatch(ctx, { pays_fee, ...args }) {
    const real = ensureSigned(ctx);
    const delegate = lookup(args.delegate);
    const [proxies] = storage.Proxies.get(ctx, real);
    if (!proxies.some((known) => known.delegate === delegate)) fail(errors.NotProxy);
    if (pays_fee) storage.RealPaysFee.put(ctx, real, delegate, undefined);
    else storage.RealPaysFee.remove(ctx, real, delegate);
    ctx.emit(events.make.RealPaysFeeSet({ real, delegate, pays_fee }));
  },
});

export const rightCalls = {
  add_proxy,
  remove_proxy,
  remove_proxies,
  create_pure,
  kill_pure,
  announce,
  remove_announcement,
  reject_announcement,
  poke_deposit,
  set_real_pays_fee,
};
