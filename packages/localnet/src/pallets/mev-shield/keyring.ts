import { sha3_512 } from "@noble/hashes/sha3.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { Twox128 } from "@polkadot-api/substrate-bindings";
import { concatBytes, equalBytes } from "@taostack/primitives";
import { KEY_BYTES } from "./declarations.js";

/** A key pair of the block author. */
export interface ShieldKey {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
  /** By which a ciphertext names the key. */
  readonly hash: Uint8Array;
}

/**
 * Keys of the ring. A new pair in each block would cost more than an empty block does, so the author goes round in a
 * ring; it is longer than the life of a shielded transaction, which is eight blocks at most.
 */
const RING = 16;
const DOMAIN = utf8ToBytes("localnet/mev-shield");

/** The author's key pairs. They follow from the chain's seed: anyone may know them, as all keys of a localnet. */
export class ShieldKeyring {
  readonly seed: Uint8Array;
  readonly #keys: (ShieldKey | undefined)[] = [];

  constructor(seed: Uint8Array) {
    this.seed = seed;
  }

  /** The key that the author of a block announces. */
  ofBlock(blockNumber: number): ShieldKey {
    const slot = blockNumber % RING;
    this.#keys[slot] ??= this.#generate(slot);
    return this.#keys[slot];
  }

  /** The key with this hash, if it is one of the ring's. */
  byHash(hash: Uint8Array): ShieldKey | undefined {
    return Array.from({ length: RING }, (_, slot) => this.ofBlock(slot)).find((key) => equalBytes(key.hash, hash));
  }

  #generate(slot: number): ShieldKey {
    const { publicKey, secretKey } = ml_kem768.keygen(sha3_512(concatBytes(DOMAIN, Uint8Array.of(slot), this.seed)));
    if (publicKey.length !== KEY_BYTES) throw new RangeError("an ML-KEM-768 key of another length");
    return { publicKey, secretKey, hash: Twox128(publicKey) };
  }
}
