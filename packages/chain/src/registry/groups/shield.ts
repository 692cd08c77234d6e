import { fromEvent, group, read, write } from "../operation.js";
import { blockNumber, bytes, hash, maybe, required, struct } from "../types/build.js";

export const shield = group("The shield: transactions that nobody can read before their block.", {
  keys: read({
    summary: "The public keys of the authors of the coming blocks; transactions are encrypted to the next one.",
    arguments: {},
    result: struct({
      next: required(maybe(bytes(0, 2_048)), "what clients encrypt to"),
      pending: required(maybe(bytes(0, 2_048)), "of the next block's author"),
      current: required(maybe(bytes(0, 2_048)), "of this block's author"),
      nextExpiresAt: required(maybe(blockNumber), "after which the next key is of no use"),
    }),
    uses: {
      storage: ["MevShield.NextKey", "MevShield.PendingKey", "MevShield.CurrentKey", "MevShield.NextKeyExpiresAt"],
    },
  }),
  submitEncrypted: write({
    summary: "Carries a signed transaction that is encrypted already; `Write.submitShielded` encrypts and sends one.",
    signedBy: "any",
    spends: "fee",
    arguments: { ciphertext: required(bytes(1, 8_192), "key's hash, KEM ciphertext, nonce, sealed transaction") },
    calls: ["MevShield.submit_encrypted"],
    build: ({ ciphertext }) => ({ call: "MevShield.submit_encrypted", args: { ciphertext } }),
    outcome: fromEvent(hash, "MevShield.EncryptedSubmitted", 0),
  }),
});
