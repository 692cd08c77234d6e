// Drives unchanged clients of other languages: `pnpm test:interop [wallet10] [wallet11] [btcli9] [sdk10] [btcli11] [subxt]`.
// The wallets exchange keyfiles with packages/wallet, the others talk to a localnet.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWalletFlows } from "../../../wallet/test/interop/flows.mjs";
import { startLocalnet } from "../../dist/index.js";
import { prepareEnvironment, runProgram } from "./environments.mjs";
import { runBtcli9Flows } from "./flows-btcli9.mjs";
import { runBtcli11Flows } from "./flows-btcli11.mjs";
import { runSdk10Flows } from "./flows-sdk10.mjs";
import { runSubxtFlows } from "./flows-subxt.mjs";
import { flow, Report } from "./report.mjs";

const BLOCK_TIME_MS = 1000;

const chosen = process.argv.slice(2);
const isChosen = (name) => chosen.length === 0 || chosen.includes(name);
const report = new Report();

if (isChosen("subxt")) await runSubxtFlows({ report });
if (chosen.length === 1 && isChosen("subxt")) process.exit(report.finish());

const v10 = await prepareEnvironment("v10");
const v11 = await prepareEnvironment("v11");
if (v10.reason) {
  console.log(`Interop with Python is not tested: ${v10.reason}`);
  process.exit(report.finish());
}

for (const [name, title, { bin, reason }] of [
  ["wallet10", "bittensor-wallet 4", v10],
  ["wallet11", "bittensor 11", v11],
]) {
  if (!isChosen(name)) continue;
  if (reason) report.skip(name, reason);
  else await runWalletFlows({ title, bin, runProgram, report, flow });
}

/** Runs flows on a chain and in a home folder of their own. */
async function withChain(run) {
  const home = await mkdtemp(join(tmpdir(), "localnet-interop-"));
  const net = await startLocalnet({ blockTimeMs: BLOCK_TIME_MS });
  try {
    const walletPath = join(home, "wallets");
    const made = await runProgram(join(v10.bin, "python"), [
      new URL("wallets.py", import.meta.url).pathname,
      walletPath,
    ]);
    if (made.code !== 0) throw new Error(made.stderr);
    const accounts = JSON.parse(made.stdout);
    await run({ net, blockTimeMs: BLOCK_TIME_MS, home, walletPath, accounts, report });
  } finally {
    await net.stop();
    await rm(home, { recursive: true, force: true });
  }
}

const suites = {
  btcli9: [v10, runBtcli9Flows],
  sdk10: [v10, runSdk10Flows],
  btcli11: [v11, runBtcli11Flows],
};
for (const [name, [{ bin, reason }, run]] of Object.entries(suites)) {
  if (!isChosen(name)) continue;
  if (reason) report.skip(name, reason);
  else await withChain((setting) => run({ ...setting, bin }));
}
process.exitCode = report.finish();
