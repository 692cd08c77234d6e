import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createHotkey,
  createKeypair,
  createKeypairFromUri,
  createWallet,
  decodePasswordVariable,
  encodePasswordVariable,
  exportPolkadotJson,
  generateMnemonic,
  importColdkeyAddress,
  importHotkey,
  importWallet,
  listWallets,
  openWallet,
  passwordVariable,
  signMessage,
  upgradeKeyfile,
  verifyMessage,
} from "../../dist/index.js";

const script = new URL("keyfiles.py", import.meta.url).pathname;
const password = "correct horse battery staple";
/** Several slow derivations, each of seconds of processor time. */
const TIMEOUT_MS = 900_000;
const phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
const seed = "0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e";
const uris = [
  "//Alice",
  "//Bob",
  "/Alice",
  "//Alice//stash",
  "//Alice/soft/1",
  "//42",
  "///password",
  "//hard/soft///pw",
];
const plain = { encryptColdkey: false };

/**
 * Keyfiles between this package and the Python tools of one virtual environment, both ways.
 * @param tools - `bin`: the environment's programs; `runProgram`, `report` and `flow`: of the command that runs this.
 */
export async function runWalletFlows({ title, bin, runProgram, report, flow }) {
  report.section(`keyfiles of ${title}`);
  const folder = await mkdtemp(join(tmpdir(), "wallet-interop-"));
  const python = async (command, request, env = {}) => {
    const file = join(folder, `${command}.json`);
    await writeFile(file, JSON.stringify(request));
    const options = { env: { ...process.env, HOME: folder, ...env }, timeoutMs: TIMEOUT_MS };
    const { code, stdout, stderr } = await runProgram(join(bin, "python"), [script, command, file], options);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout.trim().split("\n").at(-1));
  };
  const test = (name, check) => flow(report, name, check);
  try {
    await readTheirs({ path: join(folder, "theirs"), python, test });
    await writeOurs({ path: join(folder, "ours"), python, test });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readTheirs({ path, python, test }) {
  const development = await createKeypair({ mnemonic: phrase });
  const phrases = [12, 15, 18, 21, 24].map((words) => generateMnemonic(words));
  const json = await exportPolkadotJson(development, { password: "sesame" });
  let written;
  await test("Python writes wallets, from our polkadot-js export too", async () => {
    written = await python("write", {
      folder: path,
      password,
      phrase,
      seed,
      phrases,
      uris,
      json,
      jsonPassword: "sesame",
    });
  });
  if (!written) return;
  const { made, signatures } = written;
  const coldkey = async (name, secret) => (await openWallet({ path, name }).unlockColdkey(secret)).address;
  for (const name of ["phrase", "seed", "raw-seed", "ed25519", "json"]) {
    await test(`we read ${name}`, async () => assert.equal(await coldkey(name), made[name]));
  }
  await test("we open an encrypted coldkey", async () => {
    assert.equal(await coldkey("sealed", password), made.sealed);
    await assert.rejects(coldkey("sealed"), { code: "wallet/password_needed" });
  });
  await test("the same phrases of 12 to 24 words give the same addresses", async () => {
    for (const mnemonic of phrases) {
      const name = `words-${mnemonic.split(" ").length}`;
      assert.equal((await createKeypair({ mnemonic })).address, made[name]);
      assert.equal(await coldkey(name), made[name]);
    }
  });
  await test("the same URIs give the same addresses", async () => {
    for (const uri of uris) assert.equal((await createKeypairFromUri(uri)).address, written.uris[uri], uri);
  });
  if (written.legacy) {
    await test("we open an Ansible vault, and bring it up to date", async () => {
      assert.equal(await coldkey("legacy", password), written.hotkey);
      const wallet = openWallet({ path, name: "legacy" });
      assert.equal((await upgradeKeyfile(wallet, "coldkey", password)).from, "ansible");
    });
  }
  await test("the list agrees", async () => {
    const wallets = await listWallets(path);
    assert.deepEqual(
      wallets.map(({ name }) => name),
      (await readdir(path)).sort(),
    );
    for (const { name, coldkey: key } of wallets) if (made[name]) assert.equal(key.address, made[name]);
    const uri = wallets.find(({ name }) => name === "uri");
    assert.deepEqual(uri.hotkeys, [{ name: "default", state: "plain", address: written.hotkey }]);
  });
  await test("we verify their signatures", async () => {
    for (const [message, signature] of signatures) {
      assert.ok(await verifyMessage({ message, signature, address: written.hotkey }), message);
      assert.ok(!(await verifyMessage({ message: `${message}00`, signature, address: written.hotkey })));
    }
    assert.ok(await verifyMessage({ message: "hello", ...written.ed25519, scheme: "ed25519" }));
  });
  await test("we read their password variable", () => {
    const { path: file, name, value } = written.variable;
    assert.equal(passwordVariable(file), name);
    assert.equal(decodePasswordVariable(value, name), password);
  });
}

async function writeOurs({ path, python, test }) {
  const alice = await createKeypairFromUri("//Alice");
  const ed25519 = await createKeypair({ uri: "//Alice", scheme: "ed25519" });
  const { wallet: created } = await createWallet({ path, name: "created", words: 24, ...plain });
  await createHotkey({ path, name: "created", hotkey: "second" });
  await importWallet({ path, name: "sealed", mnemonic: phrase, password });
  await importWallet({ path, name: "uri", uri: "//Alice/soft", ...plain });
  await importWallet({ path, name: "ed25519", uri: "//Alice", scheme: "ed25519", ...plain });
  await importHotkey({ path, name: "uri", uri: "//Bob" });
  await importColdkeyAddress({ path, name: "watched", address: alice.address });
  const names = ["created", "sealed", "uri", "ed25519"];
  const wallets = Object.fromEntries(names.map((name) => [name, name === "sealed"]));
  const signatures = [];
  for (const message of ["hello", "0xdeadbeef", "<Bytes>hello</Bytes>", "τ и 💡"]) {
    signatures.push(["//Alice", 1, message, await signMessage(alice, message)]);
    signatures.push(["//Alice", 0, message, await signMessage(ed25519, message)]);
  }
  signatures.push(["//Alice", 1, "hello", await signMessage(alice, "<Bytes>hello</Bytes>")]);
  signatures.push(["//Bob", 1, "hello", await signMessage(alice, "hello")]);
  const variable = passwordVariable(openWallet({ path, name: "sealed" }).files.coldkey);
  const env = { [variable]: encodePasswordVariable(password, variable) };
  let read;
  await test("Python reads our wallets", async () => {
    read = await python(
      "read",
      { folder: path, password, wallets, hotkeys: { created: true, uri: true }, signatures },
      env,
    );
    for (const name of names) {
      const address = await openWallet({ path, name }).coldkeyAddress();
      assert.equal(read.found[name].coldkey, address, name);
      assert.equal(read.found[name].coldkeypub, address, name);
    }
    for (const name of ["created", "uri"]) {
      const address = await openWallet({ path, name }).hotkeyAddress();
      assert.deepEqual([read.found[name].hotkey, read.found[name].hotkeypub], [address, address]);
    }
    assert.equal(read.found.created.coldkey, await created.coldkeyAddress());
  });
  if (!read) return;
  await test("Python reads our watching wallet", () => assert.equal(read.watched, alice.address));
  await test("Python takes the password from our variable", () =>
    assert.equal(read.byVariable, read.found.sealed.coldkey));
  await test("Python verifies our signatures, and no other", () =>
    assert.deepEqual(
      read.verified,
      signatures.map(([uri]) => uri === "//Alice"),
    ));
}
