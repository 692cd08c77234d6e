import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import {
  createWallet,
  importColdkeyAddress,
  importHotkey,
  importHotkeyAddress,
  importWallet,
  listWallets,
  openWallet,
} from "../src/index.js";
import { temporaryFolder } from "./folder.js";

const alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const aliceKey = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
const privateKey = fromHex(
  "33a6f3093f158a7109f679410bef1a0c54168145e0cecb4df006c1c2fffb1f09925a225d97aa00682d6a59b95b18780c10d7032336e88f3442b42361f4a66011",
);
const plain = { encryptColdkey: false } as const;
const code = (expected: string) => ({ data: { code: expected } });

describe("importing", () => {
  it("takes a private key as keyfiles have it", async () => {
    const path = await temporaryFolder();
    const wallet = await importHotkey({ path, name: "w", privateKey });
    expect(await wallet.hotkeyAddress()).toBe(alice);
    expect(JSON.parse(await readFile(wallet.files.hotkey, "utf8"))).not.toHaveProperty("secretSeed");
  });

  it("takes an ed25519 coldkey, which the list tells", async () => {
    const path = await temporaryFolder();
    const wallet = await importWallet({ path, name: "w", uri: "//Alice", scheme: "ed25519", ...plain });
    expect((await wallet.unlockColdkey()).scheme).toBe("ed25519");
    const [summary] = await listWallets(path);
    expect(summary?.coldkey).toMatchObject({
      scheme: "ed25519",
      state: "plain",
      address: await wallet.coldkeyAddress(),
    });
  });

  it("takes public parts, by address or key", async () => {
    const path = await temporaryFolder();
    await importColdkeyAddress({ path, name: "w", address: alice });
    await importHotkeyAddress({ path, name: "w", publicKey: aliceKey });
    await importHotkeyAddress({ path, name: "w", hotkey: "other", publicKey: fromHex(aliceKey) });
    const wallet = openWallet({ path, name: "w" });
    expect([await wallet.coldkeyAddress(), await wallet.hotkeyAddress()]).toEqual([alice, alice]);
    await expect(wallet.hotkey()).rejects.toMatchObject(code("wallet/watch_only"));
    expect((await readdir(wallet.files.hotkeys)).sort()).toEqual(["defaultpub.txt", "otherpub.txt"]);
    const short = importHotkeyAddress({ path, name: "w", hotkey: "short", publicKey: "0x12" });
    await expect(short).rejects.toMatchObject(code("ss58/invalid"));
  });

  it("gives a watching wallet its secret, if it is of that key", async () => {
    const path = await temporaryFolder();
    await importColdkeyAddress({ path, name: "w", address: alice });
    await expect(importWallet({ path, name: "w", uri: "//Bob", ...plain })).rejects.toMatchObject(
      code("wallet/exists"),
    );
    const other = importWallet({ path, name: "w", uri: "//Alice", scheme: "ed25519", ...plain });
    await expect(other).rejects.toMatchObject(code("wallet/exists"));
    const wallet = await importWallet({ path, name: "w", uri: "//Alice", ...plain });
    expect((await wallet.unlockColdkey()).address).toBe(alice);
  });
});

describe("a write that fails half-way", () => {
  it("leaves no key of which nobody saw the phrase", async () => {
    const path = await temporaryFolder();
    await mkdir(join(path, "w"), { recursive: true });
    await writeFile(join(path, "w", "hotkeys"), "a file where a folder should be");
    await expect(createWallet({ path, name: "w", ...plain })).rejects.toMatchObject(code("wallet/unwritable"));
    expect(await readdir(join(path, "w"))).toEqual(["hotkeys"]);
  });
});

// The super-user may read and write everything.
describe.skipIf(process.getuid?.() === 0)("files of others", () => {
  it("are told from damaged and from missing ones", async () => {
    const path = await temporaryFolder();
    const wallet = await importHotkey({ path, name: "w", uri: "//Alice" });
    await chmod(wallet.files.hotkey, 0);
    await expect(wallet.hotkey()).rejects.toMatchObject({ data: { code: "wallet/unreadable", reason: "EACCES" } });
    expect((await listWallets(path))[0]?.hotkeys[0]).toMatchObject({ state: "encrypted" });
  });
});

it("tells a folder in a keyfile's place, and a file that is far too long", async () => {
  const path = await temporaryFolder();
  const wallet = openWallet({ path, name: "w" });
  await mkdir(wallet.files.hotkey, { recursive: true });
  await expect(wallet.hotkey()).rejects.toMatchObject({ data: { code: "wallet/unreadable", reason: "EISDIR" } });
  await writeFile(wallet.files.coldkey, "x".repeat(70_000));
  await expect(wallet.unlockColdkey()).rejects.toMatchObject(code("wallet/corrupt"));
});
