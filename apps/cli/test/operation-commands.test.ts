import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SubtensorClient } from "@taostack/chain";
import { listOperations, operationNamed } from "@taostack/chain/operations";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import { importHotkey, importWallet } from "@taostack/wallet";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Context } from "../src/context.js";
import { commandGroups } from "../src/operation-commands/groups.js";
import { commandsByHand, operationCommands } from "../src/operation-commands/map/index.js";
import { flagOf } from "../src/operation-commands/option-names.js";
import { createWholeProgram } from "../src/program.js";
import { resultLines } from "../src/view/result-lines.js";
import { createShell, type Shell } from "./support/shell.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
const MISTYPED = `${BOB.slice(0, -1)}z`;
const { stdin, stdout, stderr } = process;
const surroundings = { env: {}, cwd: ".", stdin, stdout, stderr };

describe("the commands that the registry gives", () => {
  const commandAt = (program: Command, path: readonly string[]): Command | undefined =>
    path.reduce<Command | undefined>((at, name) => at?.commands.find((each) => each.name() === name), program);

  it("are there for every operation, once its command is no other one's by hand", async () => {
    const program = await createWholeProgram(surroundings);
    const generated = new Set<string>(operationCommands.map(({ operation }) => operation));
    const without = listOperations().filter(({ name }) => !generated.has(name) && !Object.hasOwn(commandsByHand, name));
    expect(without.map(({ name }) => name)).toEqual([]);
    for (const path of [...Object.values(commandsByHand), ...commandGroups.map(({ name }) => name)])
      expect(commandAt(program, path.split(" ")), path).toBeDefined();
    for (const { path } of operationCommands) expect(commandAt(program, path), path.join(" ")).toBeDefined();
  });

  it("take arguments that the operations have, by names that mean one thing", async () => {
    for (const { operation, path, positional, preset = {} } of operationCommands) {
      const known = Object.keys(operationNamed(operation).arguments);
      expect(known, path.join(" ")).toEqual(expect.arrayContaining([...positional, ...Object.keys(preset)]));
    }
    const program = await createWholeProgram(surroundings);
    const common = new Set(program.options.flatMap(({ long, short }) => [long, short]));
    const check = (command: Command, path: string): void => {
      const names = command.commands.flatMap((each) => [each.name(), ...each.aliases()]);
      expect(names.length, `names in ${path}`).toBe(new Set(names).size);
      const flags = command === program ? [] : command.options.map(({ long }) => long);
      expect(
        flags.filter((flag) => common.has(flag) || flag === "--help"),
        path,
      ).toEqual([]);
      for (const each of command.commands) check(each, `${path} ${each.name()}`);
    };
    check(program, "tao");
    expect(flagOf("fromHotkey")).toBe("--from-hotkey");
  });
});

describe("on a chain", () => {
  let net: Localnet;
  let folder: string;
  let tao: Shell;

  beforeAll(async () => {
    net = await startLocalnet({ mode: "instant" });
    folder = await mkdtemp(join(tmpdir(), "tao-generated-"));
    for (const [name, uri] of [
      ["alice", "//Alice"],
      ["bob", "//Bob"],
    ] as const) {
      await importWallet({ path: folder, name, uri, encryptColdkey: false });
      await importHotkey({ path: folder, name, uri: `${uri}//hotkey` });
    }
    tao = createShell({ cwd: folder, args: ["--network", net.url, "--wallet-path", folder, "--wallet", "alice"] });
    for (const args of [
      ["s", "create", "-y"],
      ["s", "start", "2", "-y"],
      ["s", "register", "--netuid", "2", "-w", "bob", "-y"],
      ["st", "add", "50", "--netuid", "2", "-y"],
    ])
      expect(await tao(args)).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await net.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const stakeOn = async (hotkey: string, coldkey: string): Promise<bigint> =>
    BigInt((await tao(["stake", "show", "2", "--hotkey", hotkey, "--coldkey", coldkey, "--json"])).json<string>());

  it("show every read for people, whatever its shape", async () => {
    const client = await SubtensorClient.connect(net.url);
    const context = new Context(surroundings, {});
    try {
      for (const { name, operation } of listOperations()) {
        if (operation.kind !== "read") continue;
        const given: Record<string, unknown> = {};
        for (const [argument, value] of Object.entries(samples))
          if (argument in operation.arguments) given[argument] = value;
        const lines = resultLines(context, operation.result, await client.read(name, given));
        expect(lines.length, name).toBeGreaterThan(0);
        expect(lines.join("\n"), name).not.toMatch(/\[object|undefined|NaN/);
      }
    } finally {
      await client.close();
    }
  });

  it("read by position, by option, by alias and by btcli's spelling", async () => {
    const price = await tao(["swap", "price", "2", "--json"]);
    expect(price.json<string>()).toMatch(/^\d+$/);
    for (const args of [
      ["subnets", "price", "--netuid", "2", "--json-output"],
      ["subnet", "price", "2", "--json", "--subtensor.network", net.url],
    ])
      expect((await tao(args)).stdout).toBe(price.stdout);
    expect((await tao(["wallet", "owner", "--hotkey", "default", "--json"])).json()).toBe(ALICE);
    const twice = await tao(["swap", "price", "2", "--netuid", "1"]);
    expect(twice).toMatchObject({ code: 2, errorCode: "cli/invalid_argument" });
    expect((await tao(["subnets", "show", "2"])).stdout).toMatch(/^tao in +τ 1,0\d\d\.\d/m);
    const before = await tao(["subnets", "show", "1", "--at", "1", "--json"]);
    expect(before.json()).toMatchObject({ netuid: 1, taoIn: expect.stringMatching(/^\d+$/) });
  });

  it("print the shape that --schema has", async () => {
    const { code, json } = await tao(["wallet", "balances", "--schema"]);
    expect(code).toBe(0);
    const schema = json<{
      operation: string;
      result: { items: { properties: Record<string, { pattern?: string }> } };
    }>();
    expect(schema.operation).toBe("balances.list");
    const [first] = (await tao(["wallet", "balances", "alice,bob", "--json"])).json<Record<string, string>[]>();
    expect(Object.keys(first ?? {})).toEqual(Object.keys(schema.result.items.properties));
    expect(first?.free).toMatch(new RegExp(schema.result.items.properties.free?.pattern ?? "no pattern"));
  });

  it("say what a write does, costs and slips, try it, ask, and do it", async () => {
    const [alices, bobs] = [await stakeOn("default", ALICE), await stakeOn("default", BOB)];
    const transfer = ["stake", "transfer", "1.5", "--to", "bob", "--from-netuid", "2", "--to-netuid", "2"];
    expect(await tao([...transfer, "--dry-run"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/fee +τ 0\.000/),
    });
    expect(await tao(transfer)).toMatchObject({ code: 3, errorCode: "cli/not_confirmed" });
    expect(await stakeOn("default", ALICE)).toBe(alices);
    const done = await tao([...transfer, "-y", "--json"]);
    expect(done.json()).toMatchObject({ operation: "staking.transfer", fee: expect.stringMatching(/^\d+$/) });
    expect(done.stderr).toContain("bob (");
    expect((await stakeOn("default", BOB)) - bobs).toBe(1_500_000_000n);

    const all = await tao(["stake", "remove-all"]);
    expect(all.stderr).toMatch(
      /you receive +≈ τ \d+\.\d+ +for α [\d.]+ of subnet 2; slippage \d\.\d\d %, fee of the pool/,
    );
    expect(all.code).toBe(3);
    const burned = await tao(["sudo", "stake-burn", "1", "--netuid", "2", "-y"]);
    expect(burned).toMatchObject({ code: 0, stderr: expect.stringMatching(/you burn +≈ α 0\.\d+/) });
    expect((await tao(["wallet", "swap-hotkey", "bob"])).stderr).toMatch(/you pay +τ 0\.1 +for good/);
  });

  it("sign with the hotkey what a hotkey signs, and say what was made", async () => {
    expect(await tao(["axon", "set", "2", "--ip", "1.2.3.4", "--port", "9000", "-y"])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("signed by the hotkey of alice"),
    });
    expect((await tao(["axon", "show", "2", "--json"])).json()).toMatchObject({ ip: "1.2.3.4", port: 9000 });
    const pure = await tao(["proxy", "create", "--type", "Staking", "-y", "--json"]);
    expect(pure.json()).toHaveProperty("outcome");
    expect((await tao(["stake", "child", "revoke", "2", "-y"])).code).toBe(0);
    expect((await tao(["utils", "remark", "hello", "--shielded", "-y"])).code).toBe(0);
    const take = await tao(["sudo", "set-take", "17%", "-w", "bob", "-y", "--json"]);
    expect(take.json<{ take: number }>().take).toBeCloseTo(0.17, 4);
  });

  it.each([
    ["a tenth decimal", ["stake", "burn", "0.0000000001", "--netuid", "2"], 2, "operations/invalid"],
    ["an amount that is none", ["stake", "burn", "much", "--netuid", "2"], 2, "operations/invalid"],
    ["no subnet", ["stake", "burn", "1"], 2, "operations/missing"],
    ["a subnet beyond u16", ["swap", "price", "65536"], 2, "operations/invalid"],
    ["an option that is none", ["swap", "price", "2", "--fast"], 2, "cli/unknown_option"],
    ["a command that is none", ["swap", "prize", "2"], 2, "cli/unknown_command"],
    ["a mistyped address", ["stake", "move", "1", "--to-hotkey", MISTYPED], 1, "cli/unknown_account"],
    ["a subnet that is not there", ["subnets", "show", "77"], 1, "chain/subnet_not_found"],
    ["a trade with it", ["stake", "swap", "1", "--from-netuid", "2", "--to-netuid", "77"], 1, "cli/no_quote"],
    [
      "more stake than there is",
      ["stake", "lock", "add", "9999", "--netuid", "2"],
      1,
      "chain/InsufficientStakeForLock",
    ],
    ["more TAO than there is", ["wallet", "burn", "9999999"], 1, "chain/FundsUnavailable"],
    ["another's subnet", ["subnets", "set-symbol", "2", "γ", "-w", "bob"], 1, "chain/BadOrigin"],
    ["a setting that is none", ["sudo", "set", "temper", "1", "--netuid", "2"], 2, "operations/invalid"],
    ["a wallet that is not there", ["stake", "burn", "1", "--netuid", "2", "-w", "x"], 1, "wallet/not_found"],
  ])("refuse %s", async (_, args, code, reason) => {
    const before = net.blockNumber;
    const {
      code: got,
      errorCode,
      stdout,
    } = await tao(["-y", ...args, "--dry-run"].slice(0, args[0] === "swap" || args[1] === "show" ? -1 : undefined));
    expect([got, errorCode, stdout]).toEqual([code, reason, ""]);
    expect(net.blockNumber).toBe(before);
  });
});

/** One value for each argument that reads have. */
const samples: Readonly<Record<string, unknown>> = {
  address: ALICE,
  addresses: [ALICE, BOB],
  account: ALICE,
  coldkey: ALICE,
  coldkeys: [ALICE],
  hotkey: "5FBy7nNZZ3gBHSPdNQh8msKHxG1yf9pzrCDrnSXphZhJug2P",
  real: ALICE,
  delegate: BOB,
  signatories: [ALICE, BOB],
  threshold: 2,
  netuid: 2,
  uid: 0,
  amount: "1",
  id: 0,
  fields: ["name", "hotkeys"],
  pallet: "System",
  name: "BlockHashCount",
  item: "Number",
  api: "SwapRuntimeApi",
  method: "current_alpha_price",
  args: [1],
};
