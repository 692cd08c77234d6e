import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fromHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { openKeyfile } from "../src/encryption.js";
import { changePassword, openWallet, upgradeKeyfile } from "../src/index.js";
import { put, temporaryFolder } from "./folder.js";
import { sealAnsible } from "./seal-ansible.js";

const password = "correct horse battery staple";
const passwordKey = fromHex("1d1893e9b889a5755cc057fe77990c53dce894a982e3748505f82a44c333e57d");
const phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
const address = "5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV";
const old = `{"accountId": null, "secretPhrase": "${phrase}", "ss58Address": "${address}"}`;
const code = (expected: string) => ({ data: { code: expected } });

describe("a keyfile of an old format", () => {
  it("becomes one of today under the same password", async () => {
    const path = await temporaryFolder();
    const wallet = openWallet({ path, name: "w" });
    const { coldkey } = wallet.files;
    const vault = sealAnsible(old, password);
    await put(coldkey, vault);
    await expect(upgradeKeyfile(wallet, "coldkey")).rejects.toMatchObject(code("wallet/password_needed"));
    await expect(upgradeKeyfile(wallet, "coldkey", "wrong")).rejects.toMatchObject(code("wallet/wrong_password"));
    expect(await readFile(coldkey, "utf8")).toBe(vault);

    const changed = { path: coldkey, address, from: "ansible", to: "nacl" };
    expect(await upgradeKeyfile(wallet, "coldkey", () => password)).toEqual(changed);
    const sealed = new Uint8Array(await readFile(coldkey));
    const json = new TextDecoder().decode(openKeyfile(sealed, passwordKey, coldkey));
    expect(JSON.parse(json)).toMatchObject({ secretPhrase: phrase, ss58Address: address });
    expect((await stat(coldkey)).mode & 0o777).toBe(0o600);
    expect(await upgradeKeyfile(wallet, "coldkey", password)).toBeUndefined();
    expect(await readdir(wallet.files.folder)).toEqual(["coldkey"]);
    // Six seconds of processor time, more on a busy machine.
  }, 300_000);

  it.each([
    ["nulls", old],
    ["a misspelt name", `{"secretPhrase":"${phrase}"," ss58Address":"${address}"}`],
    ["a bare phrase", phrase],
  ])("in the clear, with %s, is written anew in the clear", async (_, content) => {
    const path = await temporaryFolder();
    const wallet = openWallet({ path, name: "w" });
    await put(wallet.files.hotkey, content);
    expect(await upgradeKeyfile(wallet, "hotkey")).toMatchObject({ from: "plain", to: "plain", address });
    expect(JSON.parse(await readFile(wallet.files.hotkey, "utf8"))).toMatchObject({ ss58Address: address });
    expect(await upgradeKeyfile(wallet, "hotkey")).toBeUndefined();
  });
});

describe("a password", () => {
  it("is taken away", async () => {
    const path = await temporaryFolder();
    const wallet = openWallet({ path, name: "w" });
    await put(wallet.files.hotkey, sealAnsible(old, password));
    const change = (current: string) => changePassword(wallet, { key: "hotkey", current, next: null });
    await expect(change("wrong")).rejects.toMatchObject(code("wallet/wrong_password"));
    expect(await change(password)).toMatchObject({ from: "ansible", to: "plain", address });
    expect((await wallet.hotkey()).address).toBe(address);
  });

  it("cannot be set where there is no secret, or a damaged one", async () => {
    const path = await temporaryFolder();
    const wallet = openWallet({ path, name: "w" });
    const change = () => changePassword(wallet, { key: "coldkey", next: null });
    await expect(change()).rejects.toMatchObject(code("wallet/not_found"));
    await put(wallet.files.coldkeyPublic, `{"ss58Address":"${address}"}`);
    await expect(change()).rejects.toMatchObject(code("wallet/watch_only"));
    await put(wallet.files.coldkey, "{");
    await expect(change()).rejects.toMatchObject(code("wallet/corrupt"));
    expect(await readFile(join(path, "w", "coldkey"), "utf8")).toBe("{");
  });
});
