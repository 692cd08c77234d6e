import assert from "node:assert/strict";
import { commitHash } from "@taostack/incentive";
import { decodeAddress, toHex } from "@taostack/primitives";
import { createBtcli } from "./btcli.mjs";
import { flow } from "./report.mjs";

const TEMPO = 360;
/** Of the children that a hotkey asks for, in blocks; they count from the epoch after it. */
const CHILDREN_COOLDOWN = 7200;

/** The command line that comes with bittensor 11. */
export async function runBtcli11Flows({ net, bin, home, walletPath, accounts, report }) {
  report.section("btcli 11");
  const options = ["--network", net.url, "--fallback-endpoints", "none", "--archive-endpoints", "none"];
  const as = (name) =>
    createBtcli({
      bin,
      home,
      prefix: [...options, "--wallet-path", walletPath, "-w", name, "-H", "default", "--json", "-y"],
    });
  const alice = as("alice");
  const bob = as("bob");
  const test = (name, check) => flow(report, name, check);
  const { hotkey } = accounts.alice;
  const onSubnet = ["--netuid", "2"];
  const read = async (...args) => (await alice(...args)).json;
  const stakeOf = async (staked, netuid) =>
    (await read("stake", "list")).find((row) => row.hotkey === staked && row.netuid === netuid)?.stake_amount ?? 0;
  const hyperparameter = async (name) => (await read("hparams", "get", ...onSubnet))[name];
  const weights = async () => read("query", "weights", ...onSubnet);

  await test("wallet balance", async () => {
    const { output } = await alice("wallet", "balance");
    assert.match(output, /1000000/);
  });
  await test("subnets list", async () => {
    const { json } = await alice("subnets", "list");
    assert.deepEqual(
      json.map((row) => row.netuid),
      [0, 1],
    );
  });
  await test("subnets show", async () => {
    const { json } = await alice("subnets", "show", "1");
    assert.equal(json.neurons, 1);
  });
  await test("subnets create", async () => {
    await alice("subnets", "create");
    const { json } = await alice("subnets", "show", "2");
    assert.equal(json.owner_coldkey, accounts.alice.coldkey);
  });
  await test("start call", async () => {
    await alice("hparams", "start", ...onSubnet);
    assert.equal(await hyperparameter("subnet_is_active"), true);
  });
  await test("subnets register (shielded)", () => bob("subnets", "register", ...onSubnet).then(() => ""));
  await test("subnets metagraph", async () => {
    const { json } = await alice("subnets", "metagraph", "2");
    assert.deepEqual(json.hotkeys, [hotkey, accounts.bob.hotkey]);
  });
  await test("stake add (shielded)", async () => {
    await alice("stake", "add", ...onSubnet, "--amount", "20", "--hotkey", hotkey, "--rate-tolerance", "0.2");
    const staked = await stakeOf(hotkey, 2);
    assert.ok(staked > 19, staked);
    return `${staked.toFixed(3)} alpha`;
  });
  await test("stake list", async () => {
    const { output } = await alice("stake", "list");
    assert.match(output, new RegExp(hotkey));
  });
  await test("stake move (shielded, within a price limit)", async () => {
    const before = await stakeOf(hotkey, 2);
    const route = ["--origin-hotkey", hotkey, "--origin-netuid", "2", "--dest-hotkey", accounts.bob.hotkey];
    await alice("stake", "move", ...route, "--dest-netuid", "0", "--amount", "2");
    const [left, arrived] = [await stakeOf(hotkey, 2), await stakeOf(accounts.bob.hotkey, 0)];
    assert.ok(left < before - 1.9 && arrived > 1.9, `${before} -> ${left}, ${arrived} arrived`);
  });
  await test("stake remove (shielded)", async () => {
    const before = await stakeOf(hotkey, 2);
    await alice("stake", "remove", ...onSubnet, "--amount", "1", "--hotkey", hotkey, "--rate-tolerance", "0.2");
    const after = await stakeOf(hotkey, 2);
    assert.ok(after < before - 0.9, `${before} -> ${after}`);
  });
  await test("conviction add and list, and what stays free", async () => {
    await alice("conviction", "add", ...onSubnet, "--amount", "5", "--hotkey", hotkey, "--perpetual");
    const locks = await read("conviction", "list");
    assert.deepEqual(
      locks.map((lock) => [lock.netuid, lock.hotkey, lock.locked_amount, lock.is_perpetual]),
      [[2, hotkey, 5, true]],
    );
    const row = (await read("stake", "list")).find(({ netuid }) => netuid === 2);
    assert.ok(Math.abs(row.stake_amount - row.available_amount - 5) < 0.001, JSON.stringify(row));
  });
  await test("hyperparameters get", async () => {
    const parameters = await read("hparams", "get", ...onSubnet);
    assert.equal(parameters.tempo, TEMPO);
    assert.equal(parameters.collateral_lock_share, 0);
    return `${Object.keys(parameters).length} parameters`;
  });
  await test("hyperparameters set", async () => {
    await alice("hparams", "set", ...onSubnet, "--name", "immunity_period", "--value", "500");
    assert.equal(await hyperparameter("immunity_period"), 500);
  });
  await test("identity set and get", async () => {
    await alice("tx", "set-identity", "--name", "Alice");
    assert.equal((await read("wallet", "get-identity")).name, "Alice");
  });
  await test("root call: weights without a rate limit", async () => {
    const args = JSON.stringify({ netuid: 2, weights_set_rate_limit: 0 });
    await alice("call", "AdminUtils.sudo_set_weights_set_rate_limit", "--args", args, "--sudo");
    assert.equal(await hyperparameter("weights_rate_limit"), 0);
  });
  // Before many blocks are made in a hurry: their clock runs ahead of the one by which the client chooses the round. What it
  // encrypts opens only with a pulse of drand's quicknet, which nobody can make here.
  await test("weights commit (time-locked, stored)", async () => {
    const { json } = await alice("misc", "weights", "commit", ...onSubnet, "--uids", "1", "--weights", "1");
    const commits = Object.values(await read("query", "timelocked-weight-commits", ...onSubnet)).flat();
    assert.deepEqual(
      commits.map((commit) => [commit.hotkey, commit.reveal_round]),
      [[hotkey, json.data.reveal_round]],
    );
  });
  await test("children set and get", async () => {
    const children = JSON.stringify([[0.5, accounts.bob.hotkey]]);
    await alice("stake", "child", "set", ...onSubnet, "--hotkey", hotkey, "--children", children);
    const child = ["stake", "child", "get", ...onSubnet, "--hotkey", hotkey];
    assert.deepEqual((await read(...child)).children, []);
    await net.mine(CHILDREN_COOLDOWN + TEMPO);
    const { output } = await alice(...child);
    assert.match(output, new RegExp(accounts.bob.hotkey));
  });
  await test("weights reveal (committed by hash)", async () => {
    const hashed = { account: decodeAddress(hotkey), index: 2, uids: [1], values: [65_535], salt: [1, 2, 3, 4] };
    const commit_hash = toHex(commitHash({ ...hashed, versionKey: 0n }));
    const args = JSON.stringify({ netuid: 2, commit_hash });
    await alice("call", "SubtensorModule.commit_weights", "--args", args, "--key", "hotkey");
    await net.mineToEpoch(2);
    const revealed = ["--uids", "1", "--weights", "1", "--salt", "1,2,3,4"];
    await alice("misc", "weights", "reveal", ...onSubnet, ...revealed);
    assert.deepEqual(await weights(), { 0: { 1: 1 } });
  });
  await test("weights set (commit and reveal off)", async () => {
    await alice("hparams", "set", ...onSubnet, "--name", "commit_reveal_weights_enabled", "--value", "false");
    await alice("misc", "weights", "set", ...onSubnet, "--uids", "0,1", "--weights", "1,3");
    const { 0: row } = await weights();
    assert.ok(Math.abs(row[1] - 0.75) < 0.001, JSON.stringify(row));
  });
}
