import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import { importHotkey, importWallet } from "@taostack/wallet";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "../src/doctor/chain.js";
import type { Finding, State } from "../src/doctor/finding.js";
import { checkNode } from "../src/doctor/machine.js";
import { type UpFile, writeUpFile } from "../src/network/up-file.js";
import { createShell, type Shell } from "./support/shell.js";

describe("tao doctor", () => {
  let net: Localnet;
  let folder: string;
  let wallets: string;
  let tao: Shell;

  beforeAll(async () => {
    net = await startLocalnet({ mode: "interval", blockTimeMs: 100 });
  });
  afterAll(() => net.stop());

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tao-doctor-"));
    wallets = join(folder, "wallets");
    await importWallet({ path: wallets, name: "default", uri: "//Alice", encryptColdkey: false });
    await importHotkey({ path: wallets, name: "default", uri: "//Alice//hotkey" });
    tao = createShell({ cwd: folder, env: { HOME: folder, TAO_WALLET_PATH: wallets, TAO_NETWORK: net.url } });
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function examined(args: readonly string[] = [], env = {}) {
    const { code, errorCode, stdout, stderr } = await tao(["doctor", "--no-model", "--json", ...args], env);
    const findings = JSON.parse(stdout) as Finding[];
    const of = (check: string, state: State) => findings.filter((each) => each.check === check && each.state === state);
    return { code, errorCode, stderr, findings, of };
  }

  it("finds nothing wrong where all is well, the model included", async () => {
    const { code, stdout } = await tao(["doctor"]);
    expect(code).toBe(0);
    for (const check of ["node", "disk", "settings", "wallets", "chain", "clock", "model"])
      expect(stdout).toMatch(new RegExp(`^ok +${check} `, "m"));
    expect(stdout).toMatch(/^ok +chain +block [\d,]+ came after/m);
    expect(stdout).toMatch(/^ok +chain +has everything/m);
    expect(stdout).not.toMatch(/^fail/m);
  });

  it("says of each finding what to do, and ends with 1 if something failed", async () => {
    const { code, stderr, findings, of } = await examined(["-n", "ws://127.0.0.1:1"]);
    expect([code, of("chain", "fail").length]).toEqual([1, 1]);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "cli/not_well" } });
    for (const { state, remedy } of findings) expect(remedy === undefined).toBe(state === "ok");
  });

  it("warns of a chain that stands still", async () => {
    const still = await startLocalnet({ mode: "manual" });
    try {
      const { code, of } = await examined(["-n", still.url, "--wait", "0.2"]);
      expect([code, of("chain", "warn").length, of("clock", "ok").length]).toEqual([0, 1, 0]);
    } finally {
      await still.stop();
    }
  });

  it.skipIf(process.platform === "win32")(
    "sees keys that others may read, and folders that they may write",
    async () => {
      await chmod(join(wallets, "default", "coldkey"), 0o644);
      await chmod(wallets, 0o777);
      const { code, of } = await examined();
      expect(code).toBe(1);
      expect(of("wallets", "fail")).toMatchObject([{ remedy: `chmod 600 ${join(wallets, "default", "coldkey")}` }]);
      expect(of("wallets", "warn")).toMatchObject([{ remedy: `chmod 700 ${wallets}` }]);
    },
  );

  it("sees damaged keys, wallets that are not there, and settings that cannot be read", async () => {
    for (const name of ["default", "defaultpub.txt"])
      await writeFile(join(wallets, "default", "hotkeys", name), "{}", { mode: 0o600 });
    expect((await examined()).of("wallets", "fail")).toHaveLength(1);
    expect((await examined(["-w", "other"])).of("wallets", "warn")).toMatchObject([
      { remedy: expect.stringContaining("default") },
    ]);
    const nowhere = await examined(["--wallet-path", join(folder, "none")]);
    expect(nowhere.of("wallets", "warn")).toMatchObject([{ remedy: expect.stringContaining("tao wallet create") }]);
    await writeFile(join(folder, "bad.json"), "{");
    const unread = await examined([], { TAO_CONFIG: join(folder, "bad.json") });
    expect([unread.code, unread.of("settings", "fail").length]).toEqual([1, 1]);
  });

  it("asks the gateway of the network that runs in this folder", async () => {
    let status = 200;
    const gateway: Server = createServer((request, response) =>
      response
        .writeHead(request.headers.authorization === "Bearer right" || request.url === "/readyz" ? status : 401)
        .end(),
    );
    await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    const tell = async (apiKey: string, pid = process.pid): Promise<void> => {
      await mkdir(join(folder, ".taostack"), { recursive: true });
      const chain = { url: net.url, netuid: 1 };
      const rest = { startedAt: "", subnets: [], explorer: { url }, wallets: { path: wallets, names: [] }, roles: [] };
      await writeUpFile(join(folder, ".taostack"), {
        pid,
        chain,
        gateway: { url, apiKey, models: [] },
        ...rest,
      } satisfies UpFile);
    };
    try {
      expect((await examined()).findings.some(({ check }) => check === "gateway")).toBe(false);
      await tell("right");
      expect((await examined()).of("gateway", "ok")).toHaveLength(1);
      await tell("wrong");
      expect((await examined()).of("gateway", "fail")).toHaveLength(1);
      status = 503;
      expect((await examined()).of("gateway", "warn")).toHaveLength(1);
    } finally {
      await new Promise((resolve) => void gateway.close(resolve).closeAllConnections());
    }
    expect((await examined()).of("gateway", "fail")).toHaveLength(1);
    // No process has this number.
    await tell("right", 2 ** 30);
    expect((await examined()).of("gateway", "warn")).toHaveLength(1);
  });

  it("knows an old Node, and a clock that is wrong", () => {
    expect(["v18.20.0", "v20.18.1", "v20.19.0", "v22.0.0"].map((version) => checkNode(version).state)).toEqual([
      "fail",
      "fail",
      "ok",
      "ok",
    ]);
    const at = (ms: number) => clock(1_000_000, 12_000, 1_000_000 + ms).state;
    expect([-60_000, -5_001, -5_000, 0, 29_000, 29_001].map(at)).toEqual(["fail", "fail", "ok", "ok", "ok", "warn"]);
  });

  it("refuses a wait that is none", async () => {
    expect(await tao(["doctor", "--wait", "soon"])).toMatchObject({ code: 2, errorCode: "cli/invalid_argument" });
  });
});
