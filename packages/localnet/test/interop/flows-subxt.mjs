import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startLocalnet } from "../../dist/index.js";
import { runProgram } from "./environments.mjs";

const FOLDER = fileURLToPath(new URL("subxt/", import.meta.url));
const PROGRAM = join(FOLDER, "target", "debug", "localnet-interop-subxt");
const BUILD_TIMEOUT_MS = 1_800_000;
const RUN_TIMEOUT_MS = 300_000;

/** The methods by which subxt can talk to a node; `default` takes what `rpc_methods` lists, and then mixes them. */
const BACKENDS = ["default", "legacy", "chain-head"];

/** Builds the program. Says why there is none, if there is none. */
async function build() {
  const cargo = await runProgram("cargo", ["--version"]);
  if (cargo.code !== 0) return "there is no cargo on this machine";
  const options = { timeoutMs: BUILD_TIMEOUT_MS };
  const locked = existsSync(join(FOLDER, "Cargo.lock")) ? ["--locked"] : [];
  const args = (command) => [command, "--manifest-path", join(FOLDER, "Cargo.toml"), ...locked];
  const fetched = await runProgram("cargo", args("fetch"), options);
  if (fetched.code !== 0) return `crates.io did not give the packages: ${fetched.stderr.trim().split("\n").at(-1)}`;
  const built = await runProgram("cargo", args("build"), options);
  if (built.code !== 0) throw new Error(built.stderr);
  return undefined;
}

/** subxt, from Rust. The program prints a line of JSON for each flow. */
export async function runSubxtFlows({ report }) {
  const reason = await build();
  if (reason) return report.skip("subxt", reason);
  for (const backend of BACKENDS) {
    report.section(`subxt 0.51, backend ${backend}`);
    const net = await startLocalnet({ blockTimeMs: 500 });
    const { stdout, stderr } = await runProgram(PROGRAM, [net.url, backend], { timeoutMs: RUN_TIMEOUT_MS });
    await net.close();
    const lines = stdout.split("\n").filter((line) => line.startsWith('{"flow"'));
    if (lines.length === 0) report.fail("the program", stderr);
    for (const line of lines) {
      const { flow, ok, detail } = JSON.parse(line);
      if (ok) report.pass(flow, detail);
      else report.fail(flow, detail);
    }
  }
}
