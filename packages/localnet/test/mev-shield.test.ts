import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { Twox128 } from "@polkadot-api/substrate-bindings";
import { concatBytes, toHex } from "@taostack/primitives";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestChain, type TestChain } from "./support/api.js";

const AMOUNT = 1_000_000_000n;

let chain: TestChain;
beforeAll(async () => {
  chain = await startTestChain({ mode: "manual" });
});
afterAll(() => chain.close());

const keyOf = async (item: "nextKey" | "pendingKey" | "currentKey"): Promise<Uint8Array> => {
  const stored = (await chain.api.query.mevShield?.[item]?.()) as unknown as {
    unwrap(): { toU8a(bare: true): Uint8Array };
  };
  return stored.unwrap().toU8a(true);
};

/** As clients do it: key hash ‖ length ‖ KEM ciphertext ‖ nonce ‖ sealed transaction. */
function shield(publicKey: Uint8Array, transaction: Uint8Array): Uint8Array {
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey);
  const nonce = new Uint8Array(24).fill(5);
  const sealed = xchacha20poly1305(sharedSecret, nonce).encrypt(transaction);
  const length = Uint8Array.of(cipherText.length & 255, cipherText.length >> 8);
  return concatBytes(Twox128(publicKey), length, cipherText, nonce, sealed);
}

async function submit(ciphertext: Uint8Array, era = 8): Promise<void> {
  const { api, alice } = chain;
  await api.tx.mevShield?.submitEncrypted?.(toHex(ciphertext)).signAndSend(alice, { era });
}

/** The calls of the newest block, without what the author put in front. */
async function minedCalls(): Promise<string[]> {
  const { block } = await chain.api.rpc.chain.getBlock();
  return block.extrinsics.slice(2).map(({ method }) => method.method);
}

describe("the shield", () => {
  it("moves each key one block nearer", async () => {
    await chain.net.mine();
    const [next, pending] = [await keyOf("nextKey"), await keyOf("pendingKey")];
    expect(next).toHaveLength(1184);
    await chain.net.mine();
    expect(await keyOf("pendingKey")).toEqual(next);
    expect(await keyOf("currentKey")).toEqual(pending);
    expect(await keyOf("nextKey")).not.toEqual(next);
  });

  it("puts the hidden transaction right behind the one that carried it", async () => {
    const { api, alice, pair, net } = chain;
    const to = pair("//Shielded").address;
    const nonce = await api.rpc.system.accountNextIndex(alice.address);
    const inner = await api.tx.balances.transferKeepAlive(to, AMOUNT).signAsync(alice, { nonce: nonce.toNumber() + 1 });
    await submit(shield(await keyOf("nextKey"), inner.toU8a()));
    await net.mine();
    expect(await minedCalls()).toEqual(["submitEncrypted", "transferKeepAlive"]);
    expect((await api.query.system.account(to)).data.free.toBigInt()).toBe(AMOUNT);
  });

  it("leaves out what is no transaction, or for no key of the author's", async () => {
    const { net } = chain;
    await submit(shield(await keyOf("nextKey"), Uint8Array.of(1, 2, 3)));
    await net.mine();
    expect(await minedCalls()).toEqual(["submitEncrypted"]);
    await submit(shield(ml_kem768.keygen(new Uint8Array(64)).publicKey, new Uint8Array(100)));
    await net.mine();
    expect(await minedCalls()).toEqual(["submitEncrypted"]);
  });

  it("refuses bytes that cannot be a shielded transaction", async () => {
    await expect(submit(new Uint8Array(40))).rejects.toThrow("Custom error: 23");
  });

  it("refuses those that could wait for more than eight blocks", async () => {
    const ciphertext = shield(await keyOf("nextKey"), Uint8Array.of(1));
    await expect(submit(ciphertext, 16)).rejects.toThrow("Transaction is outdated");
    await expect(submit(ciphertext, 0)).rejects.toThrow("Transaction is outdated");
  });
});
