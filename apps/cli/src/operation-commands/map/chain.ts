import type { CommandMap } from "../declared.js";

export const chainMap: CommandMap = {
  "chain head": "chain.head",
  "chain finalized": "chain.finalized",
  "chain version": "chain.version",
  "chain block [number]": "chain.block",
  "chain events [number]": "chain.events",
  "chain constant [pallet] [name]": "chain.constant",
  "chain storage [pallet] [item] [keys]": "chain.storage",
  "chain entries [pallet] [item] [keys]": "chain.storageEntries",
  "chain runtime-call [api] [method] [args]": "chain.runtimeCall",
  "chain names": "chain.names",
  "chain account [address]": "chain.account",
  "chain health": "chain.health",
  "chain call [call] [args]": "chain.call",
  "chain issuance": "balances.issuance",
  "chain existential-deposit": "balances.existentialDeposit",
  "chain shield-keys": "shield.keys",
  "chain submit-encrypted [ciphertext]": "shield.submitEncrypted",
};

export const utilsMap: CommandMap = {
  "utils batch [calls]": "utility.batch",
  "utils if-else [main] [fallback]": "utility.ifElse",
  "utils as-derivative [index] [call]": "utility.asDerivative",
  "utils remark [text]": "utility.remark",
};
