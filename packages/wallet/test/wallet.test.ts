import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fromHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { sealKeyfile } from "../src/encryption.js";
import {
  createHotkey,
  createWallet,
  DEVELOPMENT_PHRASE,
  importColdkeyAddress,
  importHotkey,
  importWallet,
  listWallets,
  openWallet,
  verifySignature,
} from "../src/index.js";
import { materialFromMnemonic } from "../src/key-material.js";
import { encodeKeyfile } from "../src/keyfile.js";
import { put, temporaryFolder } from "./folder.js";

const alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
const password = "correct horse battery staple";
const passwordKey = fromHex("1d1893e9b889a5755cc057fe77990c53dce894a982e3748505f82a44c333e57d");
/** The key derivation takes six seconds of processor time, more on a busy machine. */
const SLOW = 300_000;
const code = (expected: string) => ({ data: { code: expected } });

describe("creating", () => {
  it("writes four files of mode 0600 that restore from the phrases", async () => {
    const path = await temporaryFolder();
    const created = await createWallet({ path, name: "owner", hotkey: "validator", encryptColdkey: false });
    const folder = join(path, "owner");
    expect((await readdir(folder)).sort()).toEqual(["coldkey", "coldkeypub.txt", "hotkeys"]);
    expect((await readdir(join(folder, "hotkeys"))).sort()).toEqual(["validator", "validatorpub.txt"]);
    for (const file of ["coldkey", "coldkeypub.txt", "hotkeys/validator", "hotkeys/validatorpub.txt"]) {
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    }
    const restored = await importWallet({
      path,
      name: "again",
      mnemonic: created.coldkeyMnemonic,
      encryptColdkey: false,
    });
    expect(await restored.coldkeyAddress()).toBe(await created.wallet.coldkeyAddress());
    expect((await created.wallet.hotkey()).address).toBe(await created.wallet.hotkeyAddress());
  });

  it("asks for a password rather than write a coldkey in the clear", async () => {
    const path = await temporaryFolder();
    await expect(createWallet({ path, name: "owner" })).rejects.toMatchObject(code("wallet/password_needed"));
    expect(await readdir(path)).toEqual([]);
  });

  it("replaces nothing unless told", async () => {
    const path = await temporaryFolder();
    const options = { path, name: "owner", encryptColdkey: false } as const;
    const { wallet } = await createWallet(options);
    const before = await readFile(wallet.files.coldkey, "utf8");
    await expect(createWallet(options)).rejects.toMatchObject(code("wallet/exists"));
    await expect(importHotkey({ ...options, uri: "//Alice" })).rejects.toMatchObject(code("wallet/exists"));
    expect(await readFile(wallet.files.coldkey, "utf8")).toBe(before);
    await importHotkey({ ...options, uri: "//Alice", overwrite: true });
    expect(await wallet.hotkeyAddress()).toBe(alice);
    expect((await readdir(wallet.files.hotkeys)).sort()).toEqual(["default", "defaultpub.txt"]);
  });

  it("lets one of several writers win, with a whole file", async () => {
    const path = await temporaryFolder();
    const options = { path, name: "race", uri: "//Bob" };
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => importHotkey(options)));
    expect(results.some((result) => result.status === "fulfilled")).toBe(true);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject(code("wallet/exists"));
    }
    expect((await openWallet({ path, name: "race" }).hotkey()).address).toBe(bob);
  });

  it.each(["..", "a/b", "", "miner pub", "hotpub.txt", ".hidden"])("refuses the name %j", async (name) => {
    const path = await temporaryFolder();
    await expect(createHotkey({ path, name: "w", hotkey: name })).rejects.toMatchObject(code("wallet/bad_name"));
  });
});

describe("opening", () => {
  it("signs with the hotkey", async () => {
    const path = await temporaryFolder();
    const wallet = await importHotkey({ path, name: "w", uri: "//Alice" });
    const pair = await wallet.hotkey();
    const message = new TextEncoder().encode("hello");
    expect(await verifySignature(message, await pair.sign(message), pair.publicKey)).toBe(true);
  });

  it("says what is missing", async () => {
    const path = await temporaryFolder();
    const wallet = openWallet({ path, name: "none" });
    await expect(wallet.unlockColdkey()).rejects.toMatchObject(code("wallet/not_found"));
    await expect(wallet.hotkey()).rejects.toMatchObject(code("wallet/not_found"));
    await expect(wallet.coldkeyAddress()).rejects.toMatchObject(code("wallet/not_found"));
    const watching = await importColdkeyAddress({ path, name: "watch", address: alice });
    expect(await watching.coldkeyAddress()).toBe(alice);
    await expect(watching.unlockColdkey()).rejects.toMatchObject(code("wallet/watch_only"));
    expect(() => openWallet({ path, name: "../../etc" })).toThrow(/cannot name/);
  });

  it("reads an address from a hotkey without a public part", async () => {
    const path = await temporaryFolder();
    const seed = "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";
    await put(join(path, "old", "hotkeys", "default"), `{"secretSeed": "${seed}", "secretPhrase": null}`);
    const address = await openWallet({ path, name: "old" }).hotkeyAddress();
    expect(address).toBe("5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV");
  });

  it(
    "opens a coldkey that another tool encrypted",
    async () => {
      const path = await temporaryFolder();
      const plain = await encodeKeyfile(await materialFromMnemonic(DEVELOPMENT_PHRASE));
      await put(join(path, "cold", "coldkey"), sealKeyfile(plain, passwordKey));
      const wallet = openWallet({ path, name: "cold" });
      await expect(wallet.unlockColdkey()).rejects.toMatchObject(code("wallet/password_needed"));
      await expect(wallet.coldkeyAddress()).rejects.toMatchObject(code("wallet/password_needed"));
      expect((await wallet.unlockColdkey(password)).address).toBe("5DfhGyQdFobKM8NsWvEeAKk5EQQgYe9AydgJ7rMB6E1EqRzV");
    },
    SLOW,
  );
});

describe("listing", () => {
  it("shows every wallet and hotkey, the damaged ones too", async () => {
    const path = await temporaryFolder();
    await importWallet({ path, name: "b", uri: "//Bob", encryptColdkey: false });
    await importHotkey({ path, name: "a", hotkey: "one", uri: "//Alice" });
    await put(join(path, "a", "hotkeys", "two"), "{");
    await put(join(path, "a", "hotkeys", "threepub.txt"), `{"ss58Address":"${bob}"}`);
    await mkdir(join(path, "empty"));
    expect(await listWallets(path)).toEqual([
      {
        name: "a",
        path: join(path, "a"),
        coldkey: { name: "a", state: "missing" },
        hotkeys: [
          { name: "one", state: "plain", address: alice },
          { name: "three", state: "public", address: bob },
          { name: "two", state: "plain", exposed: true },
        ],
      },
      { name: "b", path: join(path, "b"), coldkey: { name: "b", state: "plain", address: bob }, hotkeys: [] },
      { name: "empty", path: join(path, "empty"), coldkey: { name: "empty", state: "missing" }, hotkeys: [] },
    ]);
    expect(await listWallets(join(path, "nowhere"))).toEqual([]);
  });
});
