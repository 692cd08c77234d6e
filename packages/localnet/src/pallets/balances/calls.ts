import { call, ensure, ensureRoot, ensureSigned } from "../../frame/index.js";
import { accountId, bool, compact, multiAddress, u64, vec } from "../../scale/index.js";
import { lookup } from "../lookup.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { decrease, freeBalance, increase, reducibleBalance, transfer } from "./ledger.js";
import { EXISTENTIAL_DEPOSIT } from "./pallet.js";
import { unreserve } from "./reserves.js";
import { storage } from "./storage.js";
import { adjustmentDirection } from "./types.js";

const transfer_allow_death = call({
  index: 0,
  args: { dest: multiAddress, value: compact(u64) },
  docs: "Sends rao; the sender's account may vanish.",
  weight: 175_000_000,
  dispatch: (ctx, { dest, value }) => transfer(ctx, ensureSigned(ctx), lookup(dest), value),
});

const force_transfer = call({
  index: 2,
  args: { source: multiAddress, dest: multiAddress, value: compact(u64) },
  docs: "Root moves rao between accounts.",
  weight: 300_000_000,
  dispatch(ctx, { source, dest, value }) {
    ensureRoot(ctx);
    transfer(ctx, lookup(source), lookup(dest), value);
  },
});

const transfer_keep_alive = call({
  index: 3,
  args: { dest: multiAddress, value: compact(u64) },
  docs: "Sends rao and keeps the sender above the existential deposit.",
  weight: 165_000_000,
  dispatch: (ctx, { dest, value }) => transfer(ctx, ensureSigned(ctx), lookup(dest), value, "preserve"),
});

const transfer_all = call({
  index: 4,
  args: { dest: multiAddress, keep_alive: bool },
  docs: "Sends the whole spendable balance.",
  weight: 175_000_000,
  dispatch(ctx, { dest, keep_alive }) {
    const who = ensureSigned(ctx);
    const preservation = keep_alive ? "preserve" : "expendable";
    transfer(ctx, who, lookup(dest), reducibleBalance(ctx, who, preservation), preservation);
  },
});

const force_unreserve = call({
  index: 5,
  args: { who: multiAddress, amount: u64 },
  docs: "Root frees reserved rao.",
  weight: 145_000_000,
  dispatch(ctx, { who, amount }) {
    ensureRoot(ctx);
    unreserve(ctx, lookup(who), amount);
  },
});

const upgrade_accounts = call({
  index: 6,
  args: { who: vec(accountId) },
  docs: "Upgrades accounts to the new layout. All accounts of this chain have it already.",
  weight: 140_000_000,
  dispatch(ctx) {
    ensureSigned(ctx);
  },
});

const force_set_balance = call({
  index: 8,
  args: { who: multiAddress, new_free: compact(u64) },
  docs: "Root sets a free balance.",
  weight: 150_000_000,
  dispatch(ctx, { who, new_free }) {
    ensureRoot(ctx);
    const account = lookup(who);
    const target = new_free < EXISTENTIAL_DEPOSIT ? 0n : new_free;
    const free = freeBalance(ctx, account);
    if (target > free) increase(ctx, account, target - free);
    else decrease(ctx, account, free - target);
    ctx.emit(events.make.BalanceSet({ who: account, free: target }));
  },
});

const force_adjust_total_issuance = call({
  index: 9,
  args: { direction: adjustmentDirection, delta: compact(u64) },
  docs: "Root corrects the counter of the total issuance.",
  weight: 130_000_000,
  dispatch(ctx, { direction, delta }) {
    ensureRoot(ctx);
    ensure(delta > 0n, errors.DeltaZero);
    const old = storage.TotalIssuance.get(ctx);
    const changed = direction.type === "Increase" ? old + delta : old - delta;
    ensure(changed >= 0n && changed < 1n << 64n, { type: "Arithmetic", value: { type: "Overflow" } });
    storage.TotalIssuance.put(ctx, changed);
    ctx.emit(events.make.TotalIssuanceForced({ old, new: changed }));
  },
});

const burn = call({
  index: 10,
  args: { value: compact(u64), keep_alive: bool },
  docs: "Destroys the signer's rao.",
  weight: 150_000_000,
  dispatch(ctx, { value, keep_alive }) {
    const who = ensureSigned(ctx);
    decrease(ctx, who, value, keep_alive ? "preserve" : "expendable");
    ctx.emit(events.make.Burned({ who, amount: value }));
  },
});

export const calls = {
  transfer_allow_death,
  force_transfer,
  transfer_keep_alive,
  transfer_all,
  force_unreserve,
  upgrade_accounts,
  force_set_balance,
  force_adjust_total_issuance,
  burn,
};
