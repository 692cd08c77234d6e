import { inspect } from "node:util";
import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import {
  createKeypairFromMnemonic,
  createKeypairFromSeed,
  createKeypairFromUri,
  generateMnemonic,
  verifySignature,
} from "../src/index.js";

const phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
const seed = "fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";
const bytes = (text: string) => new TextEncoder().encode(text);

describe("keys from secret URIs", () => {
  it.each([
    ["//Alice", "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"],
    ["//Bob", "8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48"],
    ["//Alice//stash", "be5ddb1579b72e84524fc29e78609e3caf42e85aa118ebfe0b0ad404b5bdd25f"],
    ["/Alice", "d6c71059dbbe9ad2b0ed3f289738b800836eb425544ce694825285b958ca755e"],
    ["//Alice/soft/1", "62fdaf0ce8389532e4d1c495297cb16633a2219c7c9985b636d690c698523f18"],
    ["//42", "1ea41e5d60a4323af17c14c2de63ddbb7f05bc00c980d25699e6f25a890b5b67"],
    ["///password", "b69355deefa7a8f33e9297f5af22e680f03597a99d4f4b1c44be47e7a2275802"],
    ["//hard/soft///pw", "402136a5686af703e609eca69e27d78621d1cd9ceae0d3bc3e23ad569a5dbc28"],
    [`0x${seed}`, "46ebddef8cd9bb167dc30878d7113b7e168e6f0646beffd77d69d39bad76b47a"],
  ])("%s", async (uri, publicKey) => {
    const pair = await createKeypairFromUri(uri);
    expect(toHex(pair.publicKey)).toBe(`0x${publicKey}`);
  });

  it("refuses what is no URI, no phrase or no seed", async () => {
    await expect(createKeypairFromUri("//Alice//")).rejects.toMatchObject({ data: { code: "wallet/bad_uri" } });
    await expect(createKeypairFromUri("hello//Alice")).rejects.toMatchObject({ data: { code: "wallet/bad_mnemonic" } });
    await expect(createKeypairFromUri("0x12//Alice")).rejects.toMatchObject({ data: { code: "wallet/bad_seed" } });
  });
});

describe("keys from phrases and seeds", () => {
  it("agree with the published vectors", async () => {
    const fromPhrase = await createKeypairFromMnemonic(`  ${phrase.toUpperCase().replaceAll(" ", "  ")} `);
    expect(fromPhrase.address).toBe("5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV");
    expect((await createKeypairFromSeed(fromHex(seed))).address).toBe(fromPhrase.address);
    const zero = await createKeypairFromMnemonic(`${"abandon ".repeat(11)}about`);
    expect(zero.address).toBe("5EPCUjPxiHAcNooYipQFWr9NmmXJKpNG5RhcntXwbtUySrgH");
  });

  it.each([12, 15, 18, 21, 24])("generates %i words that it accepts", async (words) => {
    const generated = generateMnemonic(words);
    expect(generated.split(" ")).toHaveLength(words);
    await expect(createKeypairFromMnemonic(generated)).resolves.toBeDefined();
  });

  it("says which word is wrong, and repeats none of them", async () => {
    const wrong = createKeypairFromMnemonic(phrase.replace("curtain", "kurtain"));
    await expect(wrong).rejects.toMatchObject({ data: { code: "wallet/bad_mnemonic" } });
    await expect(wrong).rejects.toThrow(/word 5/);
    await expect(wrong).rejects.not.toThrow(/kurtain|bottom/);
    const swapped = phrase.replace("bottom drive", "drive bottom");
    await expect(createKeypairFromMnemonic(swapped)).rejects.toThrow(/checksum/);
    await expect(createKeypairFromMnemonic("bottom drive")).rejects.toThrow(/2 words/);
    expect(() => generateMnemonic(13)).toThrow(/13/);
    await expect(createKeypairFromSeed(new Uint8Array(31))).rejects.toMatchObject({
      data: { code: "wallet/bad_seed" },
    });
  });
});

describe("signatures", () => {
  it("verify for the signer and the message, and for nothing else", async () => {
    const [alice, bob] = await Promise.all([createKeypairFromUri("//Alice"), createKeypairFromUri("//Bob")]);
    const signature = await alice.sign(bytes("weights"));
    expect(signature).toHaveLength(64);
    expect(await verifySignature(bytes("weights"), signature, alice.publicKey)).toBe(true);
    expect(await verifySignature(bytes("weight5"), signature, alice.publicKey)).toBe(false);
    expect(await verifySignature(bytes("weights"), signature, bob.publicKey)).toBe(false);
    expect(await verifySignature(bytes("weights"), signature.subarray(1), alice.publicKey)).toBe(false);
    expect(await verifySignature(bytes("weights"), new Uint8Array(64), alice.publicKey)).toBe(false);
  });

  it("never shows the secret of a key", async () => {
    const alice = await createKeypairFromUri("//Alice");
    expect(JSON.stringify(alice)).toBe(`{"address":"${alice.address}"}`);
    expect(inspect(alice)).toBe(`Keypair(${alice.address})`);
    expect(Object.keys(alice).sort()).toEqual(["address", "publicKey", "scheme"]);
  });
});
