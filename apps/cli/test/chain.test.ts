import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import { importHotkey, importWallet } from "@taostack/wallet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encryptAnsible } from "./support/ansible-vault.js";
import { createShell, type Shell } from "./support/shell.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
/** The last letter is wrong, and so is the checksum. */
const MISTYPED = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694tz";

describe("tao on a chain", () => {
  let net: Localnet;
  let folder: string;
  let tao: Shell;

  /** The wallets are dev accounts: each name is its own coldkey, with a hotkey derived from it. */
  beforeAll(async () => {
    net = await startLocalnet({ mode: "instant" });
    folder = await mkdtemp(join(tmpdir(), "tao-chain-"));
    for (const [name, uri] of [
      ["alice", "//Alice"],
      ["bob", "//Bob"],
      ["dave", "//Dave"],
    ] as const) {
      await importWallet({ path: folder, name, uri, encryptColdkey: false });
      await importHotkey({ path: folder, name, uri: `${uri}//hotkey` });
    }
    tao = createShell({ cwd: folder, args: ["--network", net.url, "--wallet-path", folder] });
  });

  afterAll(async () => {
    await net.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const freeOf = async (account: string): Promise<bigint> =>
    BigInt((await tao(["balance", account, "--json"])).json<{ free: string }>().free);

  describe("balance and transfer", () => {
    it("takes a wallet or an address, for people and for programs", async () => {
      const lines = (await tao(["balance", "alice"])).stdout.split("\n");
      expect(lines[0]).toMatch(new RegExp(`^alice \\(${ALICE}\\) +τ$`));
      expect(lines[1]).toMatch(/^free +1,000,000\.00$/);
      const { json } = await tao(["balance", ALICE, "--json"]);
      expect(json()).toEqual({
        address: ALICE,
        free: "1000000000000000",
        reserved: "0",
        frozen: "0",
        nonce: 0,
        positions: [],
        stakedValue: "0",
        total: "1000000000000000",
      });
    });

    it("sends exactly what was said, and shows it before", async () => {
      const before = await freeOf("dave");
      const { code, stdout, stderr, json } = await tao([
        "transfer",
        "1,234.000000001",
        "dave",
        "-w",
        "bob",
        "--yes",
        "--json",
      ]);
      expect(code).toBe(0);
      expect(stderr).toMatch(/you send {2}τ 1,234\.000000001 {3}from {2}bob \(τ 1,000,000\.00 free\)\n/);
      expect(stdout).not.toContain("you send");
      const sent = json<{ amount: string; fee: string; from: string; to: string; extrinsicHash: string }>();
      expect(sent).toMatchObject({ amount: "1234000000001", from: BOB });
      expect(BigInt(sent.fee)).toBeGreaterThan(0n);
      expect(sent.extrinsicHash).toMatch(/^0x[0-9a-f]{64}$/);
      expect((await freeOf("dave")) - before).toBe(1_234_000_000_001n);
    });

    it("spends nothing without a yes", async () => {
      const before = await freeOf("bob");
      const refused = await tao(["transfer", "1", ALICE, "-w", "bob"]);
      expect([refused.code, refused.errorCode, refused.stdout]).toEqual([3, "cli/not_confirmed", ""]);
      expect(refused.stderr).toContain("Add --yes");
      expect(refused.stderr).toMatch(/fee +τ 0\.000\d+ +signed by the coldkey of bob/);
      const tried = await tao(["transfer", "1", ALICE, "-w", "bob", "--dry-run", "--json"]);
      expect(tried.json()).toMatchObject({ operation: "balances.transfer", succeeds: true });
      expect(await freeOf("bob")).toBe(before);
    });

    it.each([
      ["a negative amount", ["transfer", "-1", "alice"], 2, "units/tao_syntax"],
      ["an amount of nothing", ["transfer", "0", "alice"], 2, "cli/invalid_argument"],
      ["a tenth decimal", ["transfer", "0.0000000001", "alice"], 2, "units/tao_syntax"],
      ["an amount beyond u64", ["transfer", "99999999999999", "alice"], 2, "units/rao_range"],
      ["more than there is", ["transfer", "2000000", "alice"], 1, "cli/insufficient_funds"],
      ["a mistyped address", ["transfer", "1", MISTYPED], 1, "cli/unknown_account"],
      ["a path for a name", ["transfer", "1", "../alice"], 1, "cli/unknown_account"],
      ["a wallet that is not there", ["transfer", "1", "alice", "-w", "nobody"], 1, "wallet/not_found"],
      ["no receiver", ["transfer", "1"], 2, "cli/missing_argument"],
      ["too many words", ["transfer", "1", "alice", "now"], 2, "cli/excess_arguments"],
    ])("refuses %s", async (_, args, code, reason) => {
      const finished = await tao(["--yes", "-w", "bob", ...args]);
      expect([finished.code, finished.errorCode, finished.stdout]).toEqual([code, reason, ""]);
    });

    it("names the wallets that there are, and the hotkeys of one", async () => {
      expect((await tao(["balance", "nobody"])).stderr).toContain("name a wallet: alice, bob, dave.");
      expect((await tao(["register", "--netuid", "1", "-w", "nobody"])).stderr).toContain(
        "--wallet: alice, bob, dave.",
      );
      const { stderr, errorCode } = await tao(["register", "--netuid", "1", "-w", "bob", "--hotkey", "x"]);
      expect([errorCode, stderr.split("\n")[1]]).toEqual([
        "wallet/not_found",
        "Choose one with --hotkey; it has: default.",
      ]);
    });
  });

  describe("a subnet's life", () => {
    let netuid: string;

    it("is created, started, and joined", async () => {
      const created = (await tao(["subnet", "create", "-w", "alice", "-y", "--json"])).json<{
        netuid: number;
        cost: string;
      }>();
      netuid = String(created.netuid);
      expect(BigInt(created.cost)).toBeGreaterThan(0n);
      expect((await tao(["subnet", "start", netuid, "-w", "bob", "-y"])).errorCode).toBe("chain/BadOrigin");
      expect((await tao(["subnet", "start", netuid, "-w", "alice", "-y"])).code).toBe(0);

      const registered = await tao(["register", "--netuid", netuid, "-w", "bob", "-y", "--json"]);
      expect(registered.json()).toMatchObject({ netuid: created.netuid, uid: 1, registered: true });
      const before = await freeOf("bob");
      const again = await tao(["register", "--netuid", netuid, "-w", "bob", "--json"]);
      expect([again.code, again.stderr]).toEqual([0, ""]);
      expect(again.json()).toMatchObject({ uid: 1, registered: false });
      expect(await freeOf("bob")).toBe(before);
    });

    it("is listed, with its neurons", async () => {
      const list = (await tao(["subnet", "list", "--json"])).json<
        { netuid: number; neurons: number; price: string }[]
      >();
      const found = list.find((subnet) => String(subnet.netuid) === netuid);
      expect(found?.neurons).toBe(2);
      expect(BigInt(found?.price ?? 0)).toBeGreaterThan(0n);
      expect((await tao(["subnet", "list"])).stdout).toMatch(/^netuid {2}name/);

      const { json, code } = await tao(["metagraph", netuid, "--json"]);
      expect(code).toBe(0);
      expect(json()).toMatchObject({ n: 2, incentive: [0, 0], axons: [null, null] });
      expect(json<{ coldkeys: string[]; stake: string[] }>().coldkeys).toEqual([ALICE, BOB]);
      expect(json<{ stake: string[] }>().stake.every((amount) => /^\d+$/.test(amount))).toBe(true);
      expect((await tao(["metagraph", netuid])).stdout.split("\n")).toHaveLength(6);
    });

    it("takes stake and gives it back, within the price that was shown", async () => {
      const added = await tao(["stake", "add", "10", "--netuid", netuid, "-w", "bob", "--to", "alice", "-y", "--json"]);
      expect(added.stderr).toMatch(/you pay +τ 10 +from +bob.*you receive +≈ .*not less than /s);
      const { stake, amount, coldkey } = added.json<{ stake: string; amount: string; coldkey: string }>();
      expect([amount, coldkey]).toEqual(["10000000000", BOB]);
      const promised = /not less than +\S+ ([\d,.]+)/.exec(added.stderr)?.[1] ?? "";
      expect(Number(stake) / 1e9).toBeGreaterThanOrEqual(Number(promised));

      const list = (await tao(["stake", "list", "bob", "--json"])).json<{ stake: string; value: string }[]>();
      expect(list.map((position) => position.stake)).toEqual([stake]);
      expect((await tao(["stake", "list", "bob"])).stdout).toMatch(/^netuid {2}hotkey/);
      expect((await tao(["balance", "bob", "--json"])).json()).toMatchObject({ positions: [{ stake }] });

      const remove = ["stake", "remove", "--netuid", netuid, "-w", "bob", "--from", "alice", "-y", "--json"];
      expect((await tao([...remove, "1000000"])).stderr).toContain('"cli/insufficient_stake"');
      const tried = await tao([...remove, "all", "--dry-run"]);
      expect(tried.json()).toMatchObject({ operation: "staking.remove", succeeds: true });
      expect((await tao([...remove, "all", "--shielded"])).json()).toMatchObject({ amount: stake, stake: "0" });
      expect((await tao(["stake", "list", "bob"])).stdout).toBe(`${BOB} has nothing staked.\n`);
    });

    it.each([
      ["no subnet", ["stake", "add", "1"], 2, "cli/missing_mandatory_option_value"],
      ["a subnet that is none", ["stake", "add", "1", "--netuid", "x"], 2, "cli/invalid_argument"],
      ["a subnet beyond u16", ["metagraph", "65536"], 2, "cli/invalid_argument"],
      ["a subnet that is not there", ["stake", "add", "1", "--netuid", "77"], 1, "chain/subnet_not_found"],
      ["the metagraph of none", ["metagraph", "77"], 1, "chain/subnet_not_found"],
      ["registering on none", ["register", "--netuid", "77"], 1, "chain/subnet_not_found"],
      ["more than there is", ["stake", "add", "2000000", "--netuid", "1"], 1, "cli/insufficient_funds"],
      ["what is not held", ["stake", "remove", "all", "--netuid", "1"], 1, "cli/insufficient_stake"],
      ["any slippage", ["stake", "add", "1", "--netuid", "1", "--slippage", "100"], 2, "cli/invalid_argument"],
      ["a fee that nobody can pay", ["subnet", "create", "-w", "dave"], 1, "chain/NetworkTxRateLimitExceeded"],
    ])("refuses %s", async (_, args, code, reason) => {
      const finished = await tao(["--yes", "-w", "bob", ...args]);
      expect([finished.code, finished.errorCode, finished.stdout]).toEqual([code, reason, ""]);
    });
  });

  it("opens an encrypted coldkey by its password, and by no other", async () => {
    await importWallet({ path: folder, name: "safe", uri: "//Charlie", encryptColdkey: false });
    const coldkey = join(folder, "safe", "coldkey");
    await writeFile(coldkey, encryptAnsible(await readFile(coldkey), "right"));
    expect((await tao(["wallet", "list"])).stdout).toMatch(/safe +coldkey +encrypted/);
    const transfer = ["transfer", "1", "dave", "-w", "safe", "-y"];
    expect((await tao(transfer)).errorCode).toBe("cli/no_password");
    expect((await tao(transfer, { TAO_WALLET_PASSWORD: "wrong" })).errorCode).toBe("wallet/wrong_password");
    const before = await freeOf("dave");
    expect((await tao(transfer, { TAO_WALLET_PASSWORD: "right" })).code).toBe(0);
    expect((await freeOf("dave")) - before).toBe(1_000_000_000n);
  });

  it("says which node does not answer, and what is no address of one", async () => {
    const shell = createShell({ cwd: folder, args: ["--wallet-path", folder, "balance", "bob"] });
    // Nothing listens on port 1.
    const { code, errorCode, stderr } = await shell(["-n", "ws://127.0.0.1:1"]);
    expect([code, errorCode]).toEqual([1, "chain/unreachable"]);
    expect(stderr).toContain("ws://127.0.0.1:1");
    expect((await shell(["-n", "http://127.0.0.1"])).errorCode).toBe("chain/invalid_argument");
    expect((await shell([], { BT_SUBTENSOR_CHAIN_ENDPOINT: "ws://127.0.0.1:1" })).errorCode).toBe("chain/unreachable");
    expect((await shell([], { BT_SUBTENSOR_NETWORK: net.url })).code).toBe(0);
  });
});
