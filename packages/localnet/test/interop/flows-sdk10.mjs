import { join } from "node:path";
import { runProgram } from "./environments.mjs";

const script = new URL("sdk10.py", import.meta.url).pathname;

/** The SDK 10, from Python. The script prints a line of JSON for each flow. */
export async function runSdk10Flows({ net, bin, home, walletPath, report }) {
  report.section("bittensor 10");
  const env = { ...process.env, HOME: home };
  const { stdout, stderr } = await runProgram(join(bin, "python"), [script, net.url, walletPath], {
    env,
    timeoutMs: 240_000,
  });
  const lines = stdout.split("\n").filter((line) => line.startsWith('{"flow"'));
  if (lines.length === 0) report.fail("the script", stderr);
  for (const line of lines) {
    const { flow, ok, detail } = JSON.parse(line);
    if (ok) report.pass(flow, detail);
    else report.fail(flow, detail);
  }
}
