import { toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { createKeypair, type KeySource, verifySignature } from "../src/index.js";
import { materialFromMnemonic, materialFromUri } from "../src/key-material.js";
import { decodeKeyfile, encodeKeyfile, encodePublicKeyfile } from "../src/keyfile.js";
import { DEVELOPMENT_PHRASE } from "../src/uri.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const ed25519 = async (source: KeySource) => (await createKeypair({ ...source, scheme: "ed25519" })).address;
const stated = "5DFJF7tY4bpbpcKPJcBTQaKuCDEPCpiz8TRjpmLeTtweqmXL";

// Addresses, seeds and the signature are those of bittensor-wallet 4.1.1 and bittensor 11.3 with crypto type 0.
describe("an ed25519 key", () => {
  it.each([
    ["//Alice", "5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu"],
    ["//Alice//stash", "5DdJ9KX9gm9UvZpcpY6av29Q4uzbjuHdp5zEmV6FCh2FXiBc"],
    ["///pw", "5CrqGovB7j6jFDdAwuNy3vQCmJ4cegjAU5ZAJ1kMCqwob3Cx"],
    [`${DEVELOPMENT_PHRASE}//Alice///pw`, "5CFUjMNfqJTpoYxonpLkgo1KVnywuj8vsqxLU2Q82Qn539xi"],
  ])("of %s has the address of the Python tools", async (uri, address) => {
    expect(await ed25519({ uri })).toBe(address);
  });

  it("comes from a phrase, a seed or a private key as well", async () => {
    const ones = new Uint8Array(32).fill(0x11);
    expect(await ed25519({ mnemonic: DEVELOPMENT_PHRASE })).toBe(stated);
    expect(await ed25519({ seed: ones })).toBe("5Gmp1LHh81mEqwCDPP7ug46TTMXYo3ZuwVHTeNhP1Gp2jLKV");
    expect(await ed25519({ privateKey: ones })).toBe("5Gmp1LHh81mEqwCDPP7ug46TTMXYo3ZuwVHTeNhP1Gp2jLKV");
    await expect(ed25519({ privateKey: ones.subarray(1) })).rejects.toMatchObject({
      data: { code: "wallet/bad_seed" },
    });
  });

  it("has no soft junctions", async () => {
    await expect(ed25519({ uri: "//Alice/soft" })).rejects.toMatchObject({ data: { code: "wallet/bad_uri" } });
  });

  it("signs as the Python tools do, for its scheme only", async () => {
    const alice = await createKeypair({ uri: "//Alice", scheme: "ed25519" });
    const signature = await alice.sign(bytes("hello"));
    expect(toHex(signature)).toBe(
      "0x0a29d0da25c55bbde882a556ce7d1ffbfef109d4e69141de17e1652a4e5787c5b6901c8de33f58b929ac5d7fddda06bcd85aef94559e015242e9059ba26f3b08",
    );
    expect(await verifySignature(bytes("hello"), signature, alice.publicKey, "ed25519")).toBe(true);
    expect(await verifySignature(bytes("hello"), signature, alice.publicKey)).toBe(false);
    expect(await verifySignature(bytes("hellO"), signature, alice.publicKey, "ed25519")).toBe(false);
  });

  it("goes through a keyfile with a numeric type, which sr25519 keys do without", async () => {
    const key = await materialFromMnemonic(DEVELOPMENT_PHRASE, "ed25519");
    const file = await encodeKeyfile(key);
    expect(JSON.parse(new TextDecoder().decode(file))).toMatchObject({
      cryptoType: 0,
      privateKey: "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e",
      secretSeed: "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e",
      ss58Address: stated,
    });
    expect((await decodeKeyfile(file, "coldkey")).material).toEqual(key);
    expect(await decodeKeyfile(encodePublicKeyfile(key), "pub")).toEqual({
      publicKey: key.publicKey,
      scheme: "ed25519",
    });
    const derived = await materialFromUri("//Alice", "ed25519");
    expect((await decodeKeyfile(await encodeKeyfile(derived), "hotkey")).material).toEqual(derived);
  });

  it.each([
    ["a type as text", `"cryptoType":"0",`],
    ["no type, but its address", `"ss58Address":"${stated}",`],
    ["a wrong type, but its address", `"cryptoType":1,"ss58Address":"${stated}",`],
  ])("is known by %s", async (_, fields) => {
    const read = await decodeKeyfile(bytes(`{${fields}"secretPhrase":"${DEVELOPMENT_PHRASE}"}`), "coldkey");
    expect(read.scheme).toBe("ed25519");
  });
});
