import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  createKeypair,
  createKeypairFromPolkadotJson,
  exportPolkadotJson,
  importHotkey,
  type KeyScheme,
} from "../src/index.js";
import { temporaryFolder } from "./folder.js";

const password = "correct horse battery staple";
const exported = {
  encoded:
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8AgAAAAQAAAAgAAAAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhdaS9f1b6vx2YjMdxty5LDC6b2JaghXbG3yAYIMecNXyDDkfziOICl6sbMrpwEB9rA37joKYyNv9DzOpPcDh3YL/l8Vp+whTgnQT9bdCKJjZW6JN6CT/9PGOO3kuXGp3T4U0JPKhVZ45p1OG18Fflju/m8ZK7JTICbf1YlY8RdueiUT+Q19",
  encoding: { content: ["pkcs8", "sr25519"], type: ["scrypt", "xsalsa20-poly1305"], version: "3" },
  address: "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV",
  meta: { name: "dev" },
};

describe("an export of polkadot-js", () => {
  it("becomes a keyfile with the private key and no phrase", async () => {
    const path = await temporaryFolder();
    const source = { polkadotJson: JSON.stringify(exported), polkadotPassword: password };
    const wallet = await importHotkey({ path, name: "w", ...source });
    expect((await wallet.hotkey()).address).toBe(exported.address);
    const written = JSON.parse(await readFile(wallet.files.hotkey, "utf8")) as Record<string, string>;
    expect(written.privateKey).toMatch(/^0x05d65584630d16cd/);
    expect(written.secretPhrase).toBeUndefined();
  });

  it("does not open with another password", async () => {
    await expect(createKeypairFromPolkadotJson(JSON.stringify(exported), "wrong")).rejects.toMatchObject({
      data: { code: "wallet/wrong_password" },
    });
  });

  const bytes = Buffer.from(exported.encoded, "base64");
  const greedy = Buffer.from(bytes);
  greedy.writeUInt32LE(2 ** 30, 32);
  it.each([
    ["no JSON", "{", "wallet/corrupt"],
    ["a short one", JSON.stringify({ ...exported, encoded: "AAEC" }), "wallet/corrupt"],
    ["greedy parameters", JSON.stringify({ ...exported, encoded: greedy.toString("base64") }), "wallet/corrupt"],
    [
      "another address",
      JSON.stringify({ ...exported, address: "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY" }),
      "wallet/corrupt",
    ],
    [
      "another scheme",
      JSON.stringify({ ...exported, encoding: { ...exported.encoding, content: ["pkcs8", "ecdsa"] } }),
      "wallet/unsupported_format",
    ],
    [
      "another version",
      JSON.stringify({ ...exported, encoding: { ...exported.encoding, version: "2" } }),
      "wallet/unsupported_format",
    ],
  ])("is refused: %s", async (_, json, code) => {
    await expect(createKeypairFromPolkadotJson(json, password)).rejects.toMatchObject({ data: { code } });
  });
});

describe("an export for polkadot-js", () => {
  it.each(["sr25519", "ed25519"] as const)("of an %s key comes back", async (scheme: KeyScheme) => {
    const pair = await createKeypair({ uri: "//Alice", scheme });
    const json = await exportPolkadotJson(pair, { password, name: "alice", createdAt: new Date(1_700_000_000_000) });
    expect(JSON.parse(json)).toMatchObject({
      address: pair.address,
      encoding: { content: ["pkcs8", scheme], type: ["scrypt", "xsalsa20-poly1305"], version: "3" },
      meta: { name: "alice", whenCreated: 1_700_000_000_000 },
    });
    const back = await createKeypairFromPolkadotJson(json, password);
    expect([back.scheme, back.address]).toEqual([scheme, pair.address]);
  });

  it("needs a password and a key that is here", async () => {
    const pair = await createKeypair({ uri: "//Alice" });
    await expect(exportPolkadotJson(pair, { password: "" })).rejects.toMatchObject({
      data: { code: "wallet/password_needed" },
    });
    await expect(exportPolkadotJson({ ...pair }, { password })).rejects.toMatchObject({
      data: { code: "wallet/watch_only" },
    });
  });

  it("is read without a password where polkadot-js wrote it without", async () => {
    const open = `3053020101300506032b657004220420${"98319d4ff8a9508c4bb0cf0b5a78d760a0b2082c02775e6e82370816fedfff48925a225d97aa00682d6a59b95b18780c10d7032336e88f3442b42361f4a66011"}a123032100d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d`;
    const json = {
      encoded: Buffer.from(open, "hex").toString("base64"),
      encoding: { ...exported.encoding, type: ["none"] },
    };
    const pair = await createKeypairFromPolkadotJson(JSON.stringify(json), "");
    expect(pair.address).toBe("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
    await expect(createKeypairFromPolkadotJson(JSON.stringify(exported), "")).rejects.toMatchObject({
      data: { code: "wallet/password_needed" },
    });
  });
});
