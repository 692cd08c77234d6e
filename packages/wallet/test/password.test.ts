import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  checkNewPassword,
  decodePasswordVariable,
  encodePasswordVariable,
  openHotkey,
  openWallet,
  passwordSource,
  passwordVariable,
  readPasswordFile,
} from "../src/index.js";
import { put, temporaryFolder } from "./folder.js";

const password = "correct horse battery staple";
const code = (expected: string) => ({ data: { code: expected } });
const path = "/home/alice/.bittensor/wallets/default/coldkey";
const variable = "BT_PW__HOME_ALICE__BITTENSOR_WALLETS_DEFAULT_COLDKEY";

/** The published vault: the address of the development phrase under `password`. It opens without the slow derivation. */
const vault = `$ANSIBLE_VAULT;1.1;AES256
30303031303230333034303530363037303830393061306230633064306530663130313131323133
3134313531363137313831393161316231633164316531660a343965666531363930656163663162
37613761366639383633333364313030333236303438653033633262666434393933333239356232
6132396365636631390a303337373933333036666661316331663461303535393636386431326664
32636435626231663634393664336432623664353137373131353735646135663265373338613665
30613039303233383333356566386235346631366162376364613235333634643864333735326464
66306639356663393133396531666331373735346139336533306264346331383064663461623361
37373466626237656132
`;

describe("the variables of the Python tools", () => {
  it("have the names and values that they expect", () => {
    expect(passwordVariable(path)).toBe(variable);
    expect(encodePasswordVariable(password, variable)).toBe("ITstIjI8K2gnIjcsJGwrIjErOjAwdCcxLyMjNw==");
    expect(decodePasswordVariable("ITstIjI8K2gnIjcsJGwrIjErOjAwdCcxLyMjNw==", variable)).toBe(password);
  });

  it("are read in the older form too, which is not base64", () => {
    const masked = Buffer.from(password).map((byte, index) => byte ^ variable.charCodeAt(index % variable.length));
    expect(decodePasswordVariable(Buffer.from(masked).toString("utf8"), variable)).toBe(password);
  });
});

describe("a source of passwords", () => {
  it("asks in order: the program, the file, the environment, the person", async () => {
    const file = join(await temporaryFolder(), "password");
    await put(file, "from the file\nand not this\n");
    const env = { [variable]: encodePasswordVariable("from the environment", variable) };
    const asked: string[] = [];
    const prompt = (at: string) => {
      asked.push(at);
      return "from the person";
    };
    expect(await passwordSource({ password: "given", file, env, prompt })(path)).toBe("given");
    expect(await passwordSource({ file, env, prompt })(path)).toBe("from the file");
    expect(await passwordSource({ env, prompt })(path)).toBe("from the environment");
    expect(asked).toEqual([]);
    expect(await passwordSource({ env: {}, prompt })(path)).toBe("from the person");
    expect(asked).toEqual([path]);
    expect(await passwordSource({})(path)).toBeUndefined();
  });

  it("says when the file gives none", async () => {
    const folder = await temporaryFolder();
    await put(join(folder, "empty"), "\n");
    await expect(readPasswordFile(join(folder, "empty"))).rejects.toMatchObject(code("wallet/password_file"));
    await expect(readPasswordFile(join(folder, "none"))).rejects.toMatchObject(code("wallet/password_file"));
    await expect(readPasswordFile(folder)).rejects.toMatchObject(code("wallet/password_file"));
  });

  it("is asked only for a file that is encrypted", async () => {
    const folder = await temporaryFolder();
    await put(join(folder, "w", "coldkey"), vault);
    await put(join(folder, "w", "hotkeys", "default"), "//no keyfile");
    const wallet = openWallet({ path: folder, name: "w" });
    const asked: string[] = [];
    const source = (at: string) => {
      asked.push(at);
      return password;
    };
    await expect(wallet.unlockColdkey(source)).rejects.toMatchObject(code("wallet/watch_only"));
    await expect(wallet.hotkey(source)).rejects.toMatchObject(code("wallet/corrupt"));
    expect(asked).toEqual([wallet.files.coldkey]);
    await expect(wallet.unlockColdkey(() => undefined)).rejects.toMatchObject(code("wallet/password_needed"));
  });

  it("is found by a program's options and environment", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "w", "hotkeys", "default");
    await put(file, vault);
    await put(join(folder, "password"), password);
    const options = {
      walletPath: folder,
      walletName: "w",
      hotkeyName: "default",
      hotkeyPassword: undefined,
      hotkeyPasswordFile: undefined,
    };
    const name = passwordVariable(file);
    const env = { [name]: encodePasswordVariable(password, name) };
    const opened = code("wallet/watch_only"); // the vault holds an address only
    await expect(openHotkey(options, {})).rejects.toMatchObject(code("wallet/password_needed"));
    await expect(openHotkey(options, env)).rejects.toMatchObject(opened);
    const byFile = { ...options, hotkeyPasswordFile: join(folder, "password") };
    await expect(openHotkey(byFile, {})).rejects.toMatchObject(opened);
    await expect(openHotkey({ ...byFile, hotkeyPassword: "wrong" }, env)).rejects.toMatchObject(
      code("wallet/wrong_password"),
    );
  });
});

it("refuses the weakest of new passwords", () => {
  expect(checkNewPassword("  four random words here ")).toBe("four random words here");
  for (const weak of ["", "abc", "  ab   ", "aaaaaaaaaa", "abcabcabc"]) {
    expect(() => checkNewPassword(weak)).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: "wallet/weak_password" }) }),
    );
  }
});
