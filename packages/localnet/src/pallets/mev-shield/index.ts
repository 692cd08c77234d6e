import { equalBytes } from "@taostack/primitives";
import { definePallet, type RuntimeCall, type StateReader, seedOf } from "../../frame/index.js";
import { announce_next_key, submit_encrypted } from "./calls.js";
import { openShielded, parseShielded } from "./ciphertext.js";
import { errors, events, pallet, storage } from "./declarations.js";
import { ShieldKeyring } from "./keyring.js";

const ciphertextOf = ({ type, value }: RuntimeCall): Uint8Array | undefined =>
  type === pallet.name && value.type === "submit_encrypted" ? (value.value.ciphertext as Uint8Array) : undefined;

/** Transactions that nobody can read before their block. The author here is this node, which holds every author's key. */
export function createMevShield() {
  let keyring: ShieldKeyring | undefined;
  const keysOf = (state: StateReader): ShieldKeyring => {
    const seed = seedOf(state);
    if (keyring === undefined || !equalBytes(keyring.seed, seed)) keyring = new ShieldKeyring(seed);
    return keyring;
  };
  return definePallet({
    ...pallet,
    storage,
    events,
    errors,
    calls: { announce_next_key, submit_encrypted },
    genesis(ctx, { authorities }) {
      const { publicKey } = keysOf(ctx.state).ofBlock(0);
      for (const item of [storage.CurrentKey, storage.PendingKey, storage.NextKey]) item.put(ctx, publicKey);
      for (const author of authorities) storage.AuthorKeys.put(ctx, author, publicKey);
    },
    inherents({ state, blockNumber }) {
      const enc_key = keysOf(state).ofBlock(blockNumber).publicKey;
      return [{ type: pallet.name, value: { type: "announce_next_key", value: { enc_key } } }];
    },
    hidden({ state }, call) {
      const ciphertext = ciphertextOf(call);
      const shielded = ciphertext && parseShielded(ciphertext);
      const key = shielded && keysOf(state).byHash(shielded.keyHash);
      return key && openShielded(shielded, key);
    },
  });
}
