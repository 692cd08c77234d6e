import type { Context } from "../../frame/index.js";
import type { AccountId } from "../../scale/index.js";
import { storage as aura } from "../aura/index.js";
import { storage } from "./declarations.js";

/** The author whose turn comes `turns` blocks after this one's. */
function authorAfter(ctx: Context, turns: number): AccountId {
  const authors = aura.Authorities.get(ctx);
  const position = Math.max(0, authors.indexOf(ctx.author));
  return authors[(position + turns) % authors.length] ?? ctx.author;
}

const put = (ctx: Context, item: typeof storage.NextKey, key: Uint8Array | undefined): void =>
  key === undefined ? item.remove(ctx) : item.put(ctx, key);

/** Each key comes one block nearer; the key of the author after the next becomes the one to encrypt to. */
export function rotateKeys(ctx: Context, announced: Uint8Array | undefined): void {
  put(ctx, storage.CurrentKey, storage.PendingKey.get(ctx));
  put(ctx, storage.PendingKey, storage.NextKey.get(ctx));
  if (announced === undefined) storage.AuthorKeys.remove(ctx, ctx.author);
  else storage.AuthorKeys.put(ctx, ctx.author, announced);
  put(ctx, storage.NextKey, storage.AuthorKeys.get(ctx, authorAfter(ctx, 2)));
  storage.PendingKeyExpiresAt.put(ctx, ctx.blockNumber + 1);
  storage.NextKeyExpiresAt.put(ctx, ctx.blockNumber + 2);
}
