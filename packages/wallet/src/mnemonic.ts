import { generateMnemonic as generatePhrase, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { walletError } from "./errors.js";
import { loadWasm } from "./schemes/wasm.js";

const wordCounts = [12, 15, 18, 21, 24] as const;
export type WordCount = (typeof wordCounts)[number];

/** A new BIP39 phrase in English. @throws `wallet/bad_mnemonic` for a word count that BIP39 does not have. */
export function generateMnemonic(words: number = 12): string {
  if (!wordCounts.includes(words as WordCount)) {
    throw badMnemonic(`a phrase of ${words} words does not exist`, "Choose 12, 15, 18, 21 or 24 words.");
  }
  return generatePhrase(wordlist, (words / 3) * 32);
}

/** Lower case, single spaces: what the keyfile stores. */
export const normalizeMnemonic = (phrase: string): string => phrase.trim().toLowerCase().split(/\s+/).join(" ");

/**
 * The 32-byte mini-secret of a phrase, the Substrate way: PBKDF2 over the entropy, not over the words as BIP39 has it.
 * @param phrase - Normalised.
 * @throws `wallet/bad_mnemonic`, naming the first unknown word but nothing else of the phrase.
 */
export async function mnemonicToMiniSecret(phrase: string, password = ""): Promise<Uint8Array> {
  const entropy = entropyOf(phrase);
  const salt = new TextEncoder().encode(`mnemonic${password.normalize("NFKD")}`);
  return (await stretch(entropy, salt)).slice(0, 32);
}

const ROUNDS = 2048;

/** PBKDF2-HMAC-SHA512: by the platform where it offers it (not on pages without TLS), ten times faster than the WASM module. */
async function stretch(entropy: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return (await loadWasm()).pbkdf2(entropy, salt, ROUNDS);
  const key = await subtle.importKey("raw", new Uint8Array(entropy), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash: "SHA-512", salt: new Uint8Array(salt), iterations: ROUNDS };
  return new Uint8Array(await subtle.deriveBits(parameters, key, 512));
}

function entropyOf(phrase: string): Uint8Array {
  const words = phrase.split(" ");
  if (!wordCounts.includes(words.length as WordCount)) {
    throw badMnemonic(`it has ${words.length} words`, "A phrase has 12, 15, 18, 21 or 24 words.");
  }
  const unknown = words.findIndex((word) => !wordlist.includes(word));
  if (unknown >= 0) {
    throw badMnemonic(`word ${unknown + 1} is not in the BIP39 list`, "Check that word for a typing mistake.");
  }
  try {
    return mnemonicToEntropy(phrase, wordlist);
  } catch {
    throw badMnemonic("its checksum does not match", "Check the order of the words: one is wrong or misplaced.");
  }
}

const badMnemonic = (reason: string, remedy: string) =>
  walletError({ code: "wallet/bad_mnemonic", reason }, `This is not a valid recovery phrase: ${reason}.`, { remedy });
