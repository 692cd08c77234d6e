import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { accountIdOf } from "../../dist/index.js";
import { createBtcli } from "./btcli.mjs";
import { flow } from "./report.mjs";

/**
 * Lets an epoch come by itself: whoever encrypts to a future round counts rounds by the clock on the wall, so the chain's own must
 * not run ahead of it.
 */
async function runEpoch(net, netuid) {
  const { query, send, tx } = net.client;
  const asRoot = (call) => send("//Alice", tx.Sudo.sudo({ call }));
  const setTempo = (tempo) => asRoot(tx.AdminUtils.sudo_set_tempo({ netuid, tempo }));
  const lastStep = () => query.SubtensorModule.LastMechansimStepBlock.get(netuid);
  const before = lastStep();
  await asRoot(tx.AdminUtils.sudo_set_admin_freeze_window({ window: 0 }));
  await asRoot(tx.AdminUtils.sudo_set_weights_set_rate_limit({ netuid, weights_set_rate_limit: 0n }));
  await setTempo(5);
  for (let waited = 0; lastStep() === before && waited < 30; waited += 1) await setTimeout(1000);
  await setTempo(360);
}

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
  const test = (name, check) => flow(report, name, check);
  const { hotkey } = accounts.alice;
  const { query } = net.client;
  const idOf = accountIdOf;
  const alphaOf = (key, netuid) => query.SubtensorModule.TotalHotkeyAlpha.get(idOf(key), netuid);

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
  await test("start call", () => alice("hparams", "start", "--netuid", "2").then(() => ""));
  await test("subnets register", async () => {
    await as("bob")("subnets", "register", "--netuid", "2");
    assert.equal(query.SubtensorModule.Keys.get(2, 1), idOf(accounts.bob.hotkey));
  });
  await test("subnets metagraph", async () => {
    const { json } = await alice("subnets", "metagraph", "2");
    assert.deepEqual(json.hotkeys, [hotkey, accounts.bob.hotkey]);
  });
  await test("stake add (shielded)", () =>
    alice("stake", "add", "--netuid", "2", "--amount", "20", "--hotkey", hotkey, "--rate-tolerance", "0.2").then(
      () => "",
    ));
  await test("stake list", async () => {
    const { output } = await alice("stake", "list");
    assert.match(output, new RegExp(hotkey));
  });
  await test("stake move (shielded, protected)", async () => {
    const before = alphaOf(accounts.bob.hotkey, 0);
    const to = ["--dest-hotkey", accounts.bob.hotkey, "--dest-netuid", "0"];
    const route = ["--origin-hotkey", hotkey, "--origin-netuid", "2", ...to];
    await alice("stake", "move", ...route, "--amount", "2", "--rate-tolerance", "0.2");
    assert.ok(alphaOf(accounts.bob.hotkey, 0) > before);
  });
  await test("stake remove (shielded, protected)", async () => {
    const before = alphaOf(hotkey, 2);
    await alice("stake", "remove", "--netuid", "2", "--amount", "1", "--hotkey", hotkey, "--rate-tolerance", "0.2");
    assert.ok(alphaOf(hotkey, 2) < before);
  });
  await test("hyperparameters set and get", async () => {
    await alice("hparams", "set", "--netuid", "2", "--name", "immunity_period", "--value", "500");
    assert.equal(query.SubtensorModule.ImmunityPeriod.get(2), 500);
    const { json } = await alice("hparams", "get", "--netuid", "2");
    assert.match(JSON.stringify(json), /"immunity_period":\s*500|immunity_period.{1,80}500/);
  });
  await test("identity set", async () => {
    await alice("tx", "set-identity", "--name", "Alice");
    const stored = query.SubtensorModule.IdentitiesV2.get(idOf(accounts.alice.coldkey));
    assert.equal(Buffer.from(stored.name).toString(), "Alice");
  });
  await test("children set", async () => {
    const children = JSON.stringify([[0.5, accounts.bob.hotkey]]);
    await alice("tx", "set-children", "--netuid", "2", "--hotkey", hotkey, "--children", children);
    const [pending] = query.SubtensorModule.PendingChildKeys.get(2, idOf(hotkey));
    assert.deepEqual(
      pending.map(([, child]) => child),
      [idOf(accounts.bob.hotkey)],
    );
  });
  await test("weights commit (time-locked, stored)", async () => {
    await runEpoch(net, 2);
    await alice("weights", "commit", "--netuid", "2", "--uids", "0,1", "--weights", "0.5,0.5");
    assert.equal(query.SubtensorModule.TimelockedWeightCommits.entries(2).length, 1);
  });
  await test("weights set (commit and reveal off)", async () => {
    await alice("hparams", "set", "--netuid", "2", "--name", "commit_reveal_weights_enabled", "--value", "false");
    await alice("weights", "set", "--netuid", "2", "--uids", "0,1", "--weights", "0.25,0.75");
    assert.deepEqual(query.SubtensorModule.Weights.get(2, 0), [
      [0, 21845],
      [1, 65535],
    ]);
  });
}
