import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createKeypairFromPolkadotJson, importHotkey } from "../src/index.js";
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
