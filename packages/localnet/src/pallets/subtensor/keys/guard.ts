import { type Context, ensure, fail, type ReadContext, type RuntimeCall } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { storage } from "../storage/index.js";
import { refuseUnless } from "../validity.js";

/** What an account may still do once it has announced that its coldkey will change. */
const ALLOWED: ReadonlySet<string> = new Set([
  "SubtensorModule.announce_coldkey_swap",
  "SubtensorModule.swap_coldkey_announced",
  "SubtensorModule.dispute_coldkey_swap",
  "SubtensorModule.clear_coldkey_swap_announcement",
  "MevShield.submit_encrypted",
]);

/** @throws ColdkeySwapAnnounced or, once the swap is disputed, ColdkeySwapDisputed. */
function ensureNotFrozen(at: Pick<ReadContext, "state">, account: AccountId, { type, value }: RuntimeCall): void {
  if (!storage.ColdkeySwapAnnouncements.has(at, account)) return;
  if (storage.ColdkeySwapDisputes.has(at, account)) fail(errors.ColdkeySwapDisputed);
  ensure(ALLOWED.has(`${type}.${value.type}`), errors.ColdkeySwapAnnounced);
}

/** Keeps an account that has announced a swap from everything else: before the pool takes it, and before it runs. */
export const announcedSwapGuard = {
  validate: (ctx: ReadContext & { readonly signer: AccountId }, call: RuntimeCall): void =>
    refuseUnless(() => ensureNotFrozen(ctx, ctx.signer, call)),
  guard(ctx: Context, call: RuntimeCall): void {
    if (ctx.origin.type === "Signed") ensureNotFrozen(ctx, ctx.origin.account, call);
  },
};
