import { keypairOf, secretsOf } from "../keypair.js";
import type { Keypair } from "../signer.js";
import { nodeScrypt } from "./node-scrypt.js";
import { readPolkadotJson } from "./read.js";
import { type PolkadotJsonOptions, writePolkadotJson } from "./write.js";

/**
 * The key of an account that polkadot-js, or a browser extension, exported.
 * @throws `wallet/corrupt`, `wallet/wrong_password`, `wallet/password_needed` or `wallet/unsupported_format`.
 */
export const createKeypairFromPolkadotJson = async (json: string, password: string): Promise<Keypair> =>
  keypairOf(await readPolkadotJson(json, password, nodeScrypt));

/**
 * The JSON that polkadot-js, browser extensions and, for sr25519, btcli import. Takes a second.
 * @throws `wallet/password_needed`, or `wallet/watch_only` for a keypair that this package did not make.
 */
export const exportPolkadotJson = async (keypair: Keypair, options: PolkadotJsonOptions): Promise<string> =>
  writePolkadotJson(secretsOf(keypair), options, nodeScrypt);
