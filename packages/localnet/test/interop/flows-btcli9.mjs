import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { createBtcli } from "./btcli.mjs";
import { mineBeforeEpoch, transactionOf } from "./on-chain.mjs";
import { flow } from "./report.mjs";

const TEMPO = 360;
/** Of the children that a hotkey asks for, in blocks; they count from the epoch after it. */
const CHILDREN_COOLDOWN = 7200;

const IDENTITY = [
  ...["--subnet-name", "demo", "--github-repo", "https://github.com/example/demo", "--subnet-contact", "a@example.org"],
  ...["--subnet-url", "https://example.org", "--discord-handle", "demo", "--description", "A demonstration"],
  ...["--logo-url", "https://example.org/logo.png", "--additional-info", "none"],
];
// It asks for what is missing, whatever the flags say.
const OWN_IDENTITY = [
  ...["--id-name", "Alice", "--web-url", "https://example.org", "--image-url", "https://example.org/alice.png"],
  ...[
    "--discord",
    "alice",
    "--description",
    "A person",
    "--additional",
    "none",
    "--github",
    "https://github.com/alice",
  ],
];

/** bittensor-cli 9: everything that its users do daily, shielded where it shields by default. */
export async function runBtcli9Flows({ net, blockTimeMs, bin, home, walletPath, accounts, report }) {
  report.section("btcli 9");
  const network = ["--network", net.url];
  const json = createBtcli({ bin, home, suffix: [...network, "--json-output"] });
  const plain = createBtcli({ bin, home, suffix: network });
  const alice = ["--wallet-name", "alice", "--wallet-path", walletPath];
  const aliceHot = [...alice, "--hotkey", "default"];
  const bobHot = ["--wallet-name", "bob", "--wallet-path", walletPath, "--hotkey", "default"];
  const test = (name, check) => flow(report, name, check);
  const stakes = async () => {
    const { json: listed } = await json("stake", "list", ...aliceHot, "--no-prompt");
    return new Map(
      Object.entries(listed?.stake_info ?? {}).flatMap(([hotkey, rows]) =>
        rows.map((row) => [`${hotkey}/${row.netuid}`, row.stake_value]),
      ),
    );
  };
  const stakeOf = async (hotkey, netuid) => (await stakes()).get(`${hotkey}/${netuid}`) ?? 0;
  const { hotkey } = accounts.alice;

  await test("wallet balance", async () => {
    const { json: answer } = await json("wallet", "balance", ...alice);
    assert.equal(answer.balances.alice.free, 1_000_000);
  });
  await test("wallet overview", async () => {
    const { json: answer } = await json("wallet", "overview", ...alice);
    assert.equal(answer.total_balance, 1_000_000);
  });
  await test("subnets list", async () => {
    const { json: answer } = await json("subnets", "list");
    assert.deepEqual(Object.keys(answer.subnets), ["0", "1"]);
    assert.equal(answer.subnets[1].price, 1);
  });
  await test("subnets show", async () => {
    const { json: answer } = await json("subnets", "show", "--netuid", "1", "--no-prompt");
    assert.equal(answer.uids.length, 1);
  });
  await test("subnets create (shielded)", async () => {
    await json("subnets", "create", ...aliceHot, "--no-prompt", ...IDENTITY);
    const { json: answer } = await json("subnets", "show", "--netuid", "2", "--no-prompt");
    assert.equal(answer.owner, accounts.alice.coldkey);
    assert.match(answer.name, /demo/);
  });
  await test("subnets start", async () => {
    const { output } = await plain("subnets", "start", "--netuid", "2", ...alice, "--no-prompt");
    assert.match(output, /Successfully started|already has an emission schedule/);
  });
  await test("subnets register", async () => {
    const { json: answer } = await json("subnets", "register", "--netuid", "2", ...bobHot, "--no-prompt");
    assert.equal(answer.success, true);
  });
  await test("subnets metagraph", async () => {
    const { json: answer } = await json("subnets", "show", "--netuid", "2", "--no-prompt");
    assert.deepEqual(
      answer.uids.map((row) => row.hotkey),
      [hotkey, accounts.bob.hotkey],
    );
    const { output } = await plain("subnets", "metagraph", "--netuid", "2", "--no-prompt");
    assert.match(output, /Subnet 2/);
  });
  await test("stake add (shielded, safe)", async () => {
    const before = await stakeOf(hotkey, 2);
    const limits = ["--safe", "--tolerance", "0.2", "--partial"];
    await json("stake", "add", "--netuid", "2", "--amount", "20", ...aliceHot, "--no-prompt", "-in", hotkey, ...limits);
    const after = await stakeOf(hotkey, 2);
    assert.ok(after > before, `${before} -> ${after}`);
    return `${after.toFixed(3)} alpha`;
  });
  await test("stake list", async () => {
    assert.ok((await stakeOf(hotkey, 2)) > 0);
  });
  await test("stake move (shielded)", async () => {
    const to = accounts.bob.hotkey;
    const route = ["--from", hotkey, "--to", to, "--origin-netuid", "2", "--dest-netuid", "2", "--amount", "5"];
    await json("stake", "move", ...alice, ...route, "--no-prompt");
    assert.ok((await stakeOf(to, 2)) > 4.9);
  });
  await test("stake remove (shielded)", async () => {
    const before = await stakeOf(hotkey, 2);
    const what = ["--netuid", "2", "--amount", "3", "--hotkey-ss58-address", hotkey, "--unsafe"];
    await json("stake", "remove", ...alice, ...what, "--no-prompt");
    const after = await stakeOf(hotkey, 2);
    assert.ok(after < before - 2.9, `${before} -> ${after}`);
  });
  await test("hyperparameters get", async () => {
    const { json: answer } = await json("sudo", "get", "--netuid", "2");
    const rows = new Map(answer.map((row) => [row.hyperparameter, row.value]));
    assert.equal(rows.get("commit_reveal_weights_enabled"), true);
    return `${rows.size} parameters`;
  });
  await test("hyperparameters set", async () => {
    const change = ["--param", "immunity_period", "--value", "500"];
    await json("sudo", "set", "--netuid", "2", ...aliceHot, ...change, "--no-prompt");
    const { json: answer } = await json("sudo", "get", "--netuid", "2");
    assert.equal(answer.find((row) => row.hyperparameter === "immunity_period").value, 500);
  });
  await test("identity set and get", async () => {
    await json("wallet", "set-identity", ...aliceHot, ...OWN_IDENTITY, "--no-prompt");
    const { json: answer } = await json("wallet", "get-identity", "--key", accounts.alice.coldkey);
    assert.equal(answer.name, "Alice");
  });
  await test("children set and get", async () => {
    const child = ["--children", accounts.bob.hotkey, "--proportions", "0.5"];
    const { json: answer } = await json("stake", "child", "set", "--netuid", "2", ...aliceHot, ...child, "--no-prompt");
    assert.equal(Object.values(answer)[0].success, true, JSON.stringify(answer));
    await net.mine(CHILDREN_COOLDOWN + TEMPO);
    const { output } = await plain("stake", "child", "get", "--netuid", "2", ...aliceHot);
    assert.match(output, new RegExp(`${accounts.bob.hotkey}.*50`));
  });
  // It sleeps twelve seconds for each block that is missing to the next epoch, and then reveals by itself.
  await test("weights commit and reveal", async () => {
    net.setMode("instant");
    try {
      await mineBeforeEpoch(net, 2, TEMPO, 4);
      const [committed, revealed] = ["commit_weights", "reveal_weights"].map((call) =>
        transactionOf(net, `SubtensorModule.${call}`),
      );
      const weights = ["--uids", "1", "--weights", "1.0", "--salt", "1,2,3,4"];
      const program = json("weights", "commit", "--netuid", "2", ...aliceHot, ...weights, "--no-prompt");
      await Promise.race([committed, program]);
      // By then it has read how many blocks are missing, and sleeps.
      await setTimeout(10_000);
      await net.mine(4);
      const [{ output }] = await Promise.all([program, revealed]);
      assert.match(output, /"success": true/);
    } finally {
      net.setMode("interval", blockTimeMs);
    }
  });
}
