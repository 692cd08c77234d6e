import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import { importHotkey, importWallet } from "@taostack/wallet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createShell, type Shell } from "./support/shell.js";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const [, section = ""] = /\| Command +\| Fields +\|\n(.*?)\n\n/s.exec(readme) ?? [];
/** The command, and the fields that its row names before any remark. */
const rows = [...section.matchAll(/^\| `tao ([^`]+)` +\| ([^;|]+)/gm)].map(
  ([, line = "", fields = ""]) => [line, [...fields.matchAll(/(?<!\()`(\w+)`/g)].map(([, name = ""]) => name)] as const,
);

describe("what the README says of --json", () => {
  let net: Localnet;
  let folder: string;
  let tao: Shell;

  beforeAll(async () => {
    net = await startLocalnet({ mode: "instant" });
    folder = await mkdtemp(join(tmpdir(), "tao-json-"));
    for (const [name, uri] of [
      ["alice", "//Alice"],
      ["bob", "//Bob"],
    ] as const) {
      await importWallet({ path: folder, name, uri, encryptColdkey: false });
      await importHotkey({ path: folder, name, uri: `${uri}//hotkey` });
    }
    tao = createShell({ cwd: folder, env: { TAO_NETWORK: net.url, TAO_WALLET_PATH: folder, TAO_WALLET: "alice" } });
    for (const line of ["subnets create", "subnets start 2"]) await tao([...line.split(" "), "-y"]);
  });
  afterAll(async () => {
    await net.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("has rows", () => expect(rows.length).toBeGreaterThan(12));

  it.each(rows)("tao %s", async (line, fields) => {
    const { code, stdout, stderr } = await tao([...line.split(" "), "--yes", "--json"]);
    expect(code, stderr).toBe(0);
    const printed = JSON.parse(stdout) as object | object[];
    const items = Array.isArray(printed) ? printed : [printed];
    expect(items.length).toBeGreaterThan(0);
    const names = new Set(items.flatMap((item) => Object.keys(item)));
    expect(fields).toEqual(expect.arrayContaining([...names]));
    // Some fields are there only at times.
    const always = fields.filter((name) => !["outcome", "remedy", "operation"].includes(name));
    expect([...names]).toEqual(expect.arrayContaining(always));
  });
});
