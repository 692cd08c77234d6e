import { inspect } from "node:util";
import { toHex } from "@taostack/primitives";
import { expect, it } from "vitest";
import {
  changePassword,
  createKeypair,
  createKeypairFromMnemonic,
  createKeypairFromPolkadotJson,
  createKeypairFromUri,
  exportPolkadotJson,
  importHotkey,
  listWallets,
  openWallet,
  signMessage,
} from "../src/index.js";
import { put, temporaryFolder } from "./folder.js";
import { sealAnsible } from "./seal-ansible.js";

const phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
const seed = "fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";
const privateKey = "05d65584630d16cd4af6d0bec10f34bb504a5dcb62dba2122d49f5a663763d0a";
const ed25519Form = "28b0ae221c6bb06856b287f60d7ea0d98552ea5a16db16956849aa371db3eb51";
const password = "Sesame-Open-42";
/** Any of these in a text gives something away. The words are those of the phrase that are no everyday English here. */
const secrets = [
  seed.slice(0, 12),
  privateKey.slice(0, 12),
  ed25519Form.slice(0, 12),
  password,
  "obey lake",
  "kurtain",
];

/** Everything that a log may take from a value: own and hidden properties, messages, stacks, causes. */
const shown = (value: unknown): string =>
  [inspect(value, { depth: 12, showHidden: true, getters: true }), JSON.stringify(value), String(value)].join("\n");

it("shows nothing secret in keys, wallets and lists", async () => {
  const path = await temporaryFolder();
  const wallet = await importHotkey({ path, name: "w", mnemonic: phrase });
  const pair = await wallet.hotkey();
  const everything = [pair, { deep: [pair] }, wallet, await listWallets(path)].map(shown).join("\n");
  expect(everything).toContain(pair.address);
  for (const secret of secrets) expect(everything).not.toContain(secret);
  expect(everything).not.toMatch(/\b40, ?176, ?174, ?34\b/); // the secret's first bytes, as numbers
});

it("shows nothing secret in errors, down to their causes", async () => {
  const path = await temporaryFolder();
  const wallet = openWallet({ path, name: "w" });
  const broken = [
    `{"secretSeed":"0x${seed}zz"}`,
    `{"secretSeed":"0x${seed}00"}`,
    `{"privateKey":"0x${privateKey}"`,
    `{"privateKey":"0x${privateKey}0"}`,
    `{"privateKey":"0x${privateKey}00"}`,
    `{"secretPhrase":"${phrase.replace("curtain", "kurtain")}"}`,
    `{"secretPhrase":"${phrase} walk"}`,
    `{"secretPhrase":"${phrase}","ss58Address":"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"}`,
    `{"publicKey":"0x${seed}00"}`,
    `{"secretPhrase":"${phrase}","cryptoType":7}`,
    `{"secretPhrase":"${phrase}"`,
    `${phrase.replace("curtain", "kurtain")}`,
    `${seed}q`,
    sealAnsible(phrase, "another"),
  ];
  const failures: unknown[] = [];
  const fail = async (run: () => unknown) => {
    try {
      await run();
    } catch (error) {
      failures.push(error);
      return;
    }
    throw new Error("This should have failed.");
  };
  for (const content of broken) {
    await put(wallet.files.coldkey, content);
    await fail(() => wallet.unlockColdkey(password));
    await fail(() => changePassword(wallet, { key: "coldkey", current: password, next: password }));
  }
  const pair = await createKeypairFromMnemonic(phrase);
  const exported = await exportPolkadotJson(pair, { password });
  await fail(() => createKeypairFromPolkadotJson(exported, `${password}!`));
  await fail(() => createKeypairFromPolkadotJson(exported.slice(0, -1), password));
  await fail(() => createKeypairFromPolkadotJson(`"${password} ${phrase}`, password));
  await fail(() => exportPolkadotJson(pair, { password: "" }));
  await fail(() => createKeypairFromMnemonic(`${phrase} walk`));
  await fail(() => createKeypairFromUri(`${phrase.replace("curtain", "kurtain")}//Alice///${password}`));
  await fail(() => createKeypairFromUri(`${phrase}//Alice//`));
  await fail(() => createKeypairFromUri(`0x${seed}0//Alice`));
  await fail(() => createKeypair({ uri: `${phrase}/soft///${password}`, scheme: "ed25519" }));
  await fail(() => signMessage(pair, `0x${seed}0`));
  const everything = failures.map(shown).join("\n");
  expect(failures).toHaveLength(2 * broken.length + 10);
  expect(failures.every((failure) => /^wallet\//.test((failure as { code: string }).code))).toBe(true);
  for (const secret of secrets) expect(everything).not.toContain(secret);
  expect(toHex(pair.publicKey)).toMatch(/^0x46ebddef/);
});
