import { createHash } from "node:crypto";
import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { decryptKeyfile, keyfileFormat, openKeyfile, sealKeyfile } from "../src/encryption.js";
import { materialFromMnemonic, materialFromPrivateKey, materialFromUri } from "../src/key-material.js";
import { decodeKeyfile, encodeKeyfile, encodePublicKeyfile } from "../src/keyfile.js";
import { canonicalToEd25519, ed25519ToCanonical } from "../src/schemes/sr25519.js";
import { DEVELOPMENT_PHRASE } from "../src/uri.js";

const text = (value: string) => new TextEncoder().encode(value);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const address = "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV";
const publicKey = "0x46ebddef8cd9bb167dc30878d7113b7e168e6f0646beffd77d69d39bad76b47a";
const privateKey =
  "0x05d65584630d16cd4af6d0bec10f34bb504a5dcb62dba2122d49f5a663763d0afd190cce74df356432b410bd64682309d6dedb27c76845daf388557cbac3ca34";
const seed = "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";
const passwordKey = fromHex("1d1893e9b889a5755cc057fe77990c53dce894a982e3748505f82a44c333e57d");
const nonce = Uint8Array.from({ length: 24 }, (_, index) => index);

describe("what is written", () => {
  it("has the bytes of the published files", async () => {
    const development = await materialFromMnemonic(DEVELOPMENT_PHRASE);
    const coldkey = await encodeKeyfile(development);
    expect(coldkey).toHaveLength(543);
    expect(sha256(coldkey)).toBe("eea2155af6a3490c891da3961f6276212ff6e948318d08f673ea31f01d7bd0be");
    expect(sha256(encodePublicKeyfile(development))).toBe(
      "9ea39946211b13218e18f64651d8a5b34b877e55f5eb290270128e8df6d9fa8f",
    );
    expect(sha256(await encodeKeyfile(await materialFromUri("//Alice")))).toBe(
      "788c74ed4f5dfc7efb900c5b92efe860c69e19bc0a75e0b571679bfaf04ec3de",
    );
    const sealed = sealKeyfile(coldkey, passwordKey, nonce);
    expect(sealed).toHaveLength(588);
    expect(sha256(sealed)).toBe("d47f0d8d659438b94664175f624bac0dc3ec0e54bfcb5c008d5f497b4b2477c3");
  });

  it("converts between the two forms of the secret", () => {
    const canonical = fromHex(privateKey);
    const ed25519 = canonicalToEd25519(canonical);
    expect(toHex(ed25519.subarray(0, 32))).toBe("0x28b0ae221c6bb06856b287f60d7ea0d98552ea5a16db16956849aa371db3eb51");
    expect(ed25519ToCanonical(ed25519)).toEqual(canonical);
  });

  it("keeps a soft-derived key's address, though its bytes differ each time", async () => {
    const [one, two] = await Promise.all([materialFromUri("/Alice"), materialFromUri("/Alice")]);
    expect(two.publicKey).toEqual(one.publicKey);
    expect(two.secret).not.toEqual(one.secret);
    const read = await decodeKeyfile(await encodeKeyfile(one), "hotkey");
    expect(read.material?.publicKey).toEqual(one.publicKey);
    expect(read.material?.phrase).toBeUndefined();
  });
});

describe("what is read", () => {
  const phrase = `"secretPhrase": "${DEVELOPMENT_PHRASE}"`;
  it.each([
    ["Python spacing and nulls", `{"accountId": null, "privateKey": null, ${phrase}, "ss58Address": "${address}"}\n`],
    ["a numeric crypto type", `{"cryptoType":1,${phrase}}`],
    ["a crypto type as text", `{"cryptoType":"1",${phrase}}`],
    ["a field name with a space", `{"secretSeed":"${seed}"," ss58Address":"${address}"}`],
    ["a private key alone", `{"privateKey":"${privateKey}"}`],
    ["a seed written as raw characters", `{"secretSeed":"0x\\u0011","privateKey":"${privateKey}","cryptoType":1}`],
    ["a wrong crypto type", `{"secretSeed":"${seed}","ss58Address":"${address}","cryptoType":0}`],
    ["a bare seed", seed.slice(2)],
    ["a bare private key", privateKey],
    ["a bare phrase", `${DEVELOPMENT_PHRASE}\n`],
  ])("%s", async (_, content) => {
    const { material } = await decodeKeyfile(text(content), "coldkey");
    expect(toHex(material!.publicKey)).toBe(publicKey);
  });

  it("a public part, by any of its fields", async () => {
    for (const content of [`{"ss58Address":"${address}"}`, `{"accountId":"${publicKey}"}`]) {
      const read = await decodeKeyfile(text(content), "coldkeypub.txt");
      expect(toHex(read.publicKey)).toBe(publicKey);
      expect(read.material).toBeUndefined();
    }
  });

  it.each([
    ["no JSON", "{", "wallet/corrupt"],
    ["no key", "{}", "wallet/corrupt"],
    ["an unknown text", "hello", "wallet/corrupt"],
    ["a wrong phrase", `{"secretPhrase":"${DEVELOPMENT_PHRASE} walk"}`, "wallet/corrupt"],
    ["an address of another key", `{"secretSeed":"0x${"11".repeat(32)}","ss58Address":"${address}"}`, "wallet/corrupt"],
    ["a bad address", `{"ss58Address":"5Dfh"}`, "wallet/corrupt"],
    ["a seed that is no hex, alone", `{"secretSeed":"0x\\u0011\\u0011"}`, "wallet/corrupt"],
    ["a private key that is no hex", `{"privateKey":"0xzz"}`, "wallet/corrupt"],
    ["a public key of a wrong length", `{"publicKey":"0x12"}`, "wallet/corrupt"],
    ["another scheme", `{"cryptoType":2,"secretSeed":"${seed}"}`, "wallet/unsupported_format"],
  ])("refuses %s", async (_, content, code) => {
    await expect(decodeKeyfile(text(content), "coldkey")).rejects.toMatchObject({ data: { code, path: "coldkey" } });
  });

  it("refuses bytes that are no text, without showing them", async () => {
    await expect(decodeKeyfile(Uint8Array.of(0xff, 0xfe), "coldkey")).rejects.toMatchObject({
      data: { code: "wallet/corrupt" },
    });
  });

  it("refuses a private key of a wrong length", async () => {
    await expect(materialFromPrivateKey(new Uint8Array(63))).rejects.toMatchObject({
      data: { code: "wallet/bad_seed" },
    });
  });
});

describe("encrypted files", () => {
  const published = `{"ss58Address":"${address}"}`;
  const short = fromHex(
    "244e41434c000102030405060708090a0b0c0d0e0f10111213141516177c5ecc33e40c46d253464ebaddf55f89504dbd84fb4390ae" +
      "66368866d4df2aa86dfed87c18b883394e264060a85eed2d12846ec2e78c12c9ae854a9c8286e177386a586094501f497214ba5605" +
      "01089a4be7",
  );

  it("open to the published text", () => {
    expect(new TextDecoder().decode(openKeyfile(short, passwordKey, "coldkey"))).toBe(published);
  });

  it("tell a wrong key from a damaged file", () => {
    expect(openKeyfile(short, new Uint8Array(32), "coldkey")).toBeUndefined();
    expect(() => openKeyfile(short.subarray(0, 44), passwordKey, "coldkey")).toThrow(/cut short/);
  });

  it("need a password", async () => {
    await expect(decryptKeyfile(short, undefined, "coldkey")).rejects.toMatchObject({
      data: { code: "wallet/password_needed" },
    });
  });

  it("of the Ansible kind open too", async () => {
    const file = text(`$ANSIBLE_VAULT;1.1;AES256
30303031303230333034303530363037303830393061306230633064306530663130313131323133
3134313531363137313831393161316231633164316531660a343965666531363930656163663162
37613761366639383633333364313030333236303438653033633262666434393933333239356232
6132396365636631390a303337373933333036666661316331663461303535393636386431326664
32636435626231663634393664336432623664353137373131353735646135663265373338613665
30613039303233383333356566386235346631366162376364613235333634643864333735326464
66306639356663393133396531666331373735346139336533306264346331383064663461623361
37373466626237656132
`);
    const open = async (password: string) => new TextDecoder().decode(await decryptKeyfile(file, password, "coldkey"));
    expect(await open("correct horse battery staple")).toBe(published);
    await expect(open("wrong")).rejects.toMatchObject({ data: { code: "wallet/wrong_password" } });
    await expect(decryptKeyfile(file.subarray(0, 60), "x", "coldkey")).rejects.toThrow(/cut short/);
  });

  it("of the Fernet kind open too", async () => {
    const file =
      "gAAAAABlU_EAAAECAwQFBgcICQoLDA0ODz_YVeq9GGiJhaICmUN8tim-NBMRusO1F9UikRnpzESjBiV6c9FiIPMlDafjCcFemLnYMjSTdrDI" +
      "iXrV9jo1dSoiYt9p6rF5hOn3IBmUbNgS_6j6gyBeibr5rcCByFjIXW3v3Yrl6PAs4_d03ClBBjQ=";
    const plain = await decryptKeyfile(text(file), "correct horse battery staple", "coldkey");
    expect(new TextDecoder().decode(plain)).toBe(published);
    await expect(decryptKeyfile(text(file.slice(0, 60)), "x", "coldkey")).rejects.toThrow(/cut short/);
  });

  it("are told apart by their first bytes", () => {
    expect(keyfileFormat(short)).toBe("nacl");
    expect(keyfileFormat(text("$ANSIBLE_VAULT;1.1;AES256\n"))).toBe("ansible");
    expect(keyfileFormat(text("gAAAAABlU_EA"))).toBe("fernet");
    expect(keyfileFormat(text("{}"))).toBe("plain");
  });
});
