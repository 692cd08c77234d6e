import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), ".venv");
const INSTALL_TIMEOUT_MS = 600_000;

/** What is installed beside each other: the clients of two generations need different libraries. */
export const generations = {
  v10: ["bittensor-cli>=9,<10", "bittensor>=10,<11"],
  v11: ["bittensor>=11,<12"],
};

/** Runs a program to its end. Never throws; a program that takes too long is killed. */
export function runProgram(command, args, { env = process.env, timeoutMs = 120_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.on("error", (error) => resolve({ code: -1, stdout, stderr: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";

/** Creates the virtual environment of a generation, once. @returns its folder of programs, or why there is none. */
export async function prepareEnvironment(name) {
  const folder = join(FOLDER, name);
  const bin = join(folder, "bin");
  const done = join(folder, "installed");
  if (existsSync(done)) return { bin };
  await mkdir(FOLDER, { recursive: true });
  const created = await runProgram("python3", ["-m", "venv", folder]);
  if (created.code !== 0) return { reason: `python3 -m venv failed: ${lastLine(created.stderr)}` };
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--retries",
    "1",
    ...generations[name],
  ];
  const installed = await runProgram(join(bin, "python"), pip, { timeoutMs: INSTALL_TIMEOUT_MS });
  if (installed.code !== 0) return { reason: `PyPI did not give the packages: ${lastLine(installed.stderr)}` };
  await writeFile(done, "");
  return { bin };
}
