import { blake2b } from "@noble/hashes/blake2.js";
import { concatBytes, fromHex, toHex } from "@taostack/primitives";
import { type Context, call, ensure, ensureNone, ensureSigned, refuse, TransactionRefusal } from "../../frame/index.js";
import { boundedBytes, bytes, option } from "../../scale/index.js";
import { parseShielded } from "./ciphertext.js";
import { errors, events, KEY_BYTES, MAX_CIPHERTEXT_BYTES, publicKey } from "./declarations.js";
import { rotateKeys } from "./rotation.js";

const FAILED_PARSING = 23;
/** Blocks that a shielded transaction may wait: longer, and the author's key has changed. */
const MAX_ERA = 8;

export const announce_next_key = call({
  index: 0,
  args: { enc_key: option(publicKey) },
  docs: "The inherent by which the block's author announces its next key.",
  class: "Mandatory",
  weight: 733_661_000,
  dispatch(ctx, { enc_key }) {
    ensureNone(ctx);
    ensure(enc_key === undefined || enc_key.length === KEY_BYTES, errors.BadEncKeyLen);
    rotateKeys(ctx, enc_key);
  },
});

/** What stands for a shielded transaction in events: blake2-256 of who sent it, and of it. */
const idOf = (who: string, ciphertext: Uint8Array): Uint8Array =>
  blake2b(concatBytes(fromHex(who), bytes.encode(ciphertext)), { dkLen: 32 });

function submit(ctx: Context, ciphertext: Uint8Array): void {
  const who = ensureSigned(ctx);
  ctx.emit(events.make.EncryptedSubmitted({ id: toHex(idOf(who, ciphertext)), who }));
}

export const submit_encrypted = call({
  index: 1,
  args: { ciphertext: boundedBytes(MAX_CIPHERTEXT_BYTES) },
  docs: "Carries a signed transaction, encrypted to the author of a coming block, who puts it behind this one.",
  weight: 207_223_000,
  extensionWeight: 26_000_000,
  validate({ era }, { ciphertext }) {
    if (era === undefined || era.period > MAX_ERA) throw new TransactionRefusal({ type: "Stale" });
    if (parseShielded(ciphertext) === undefined) refuse(FAILED_PARSING);
  },
  dispatch: (ctx, { ciphertext }) => submit(ctx, ciphertext),
});
