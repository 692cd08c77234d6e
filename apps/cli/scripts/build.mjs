import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

/**
 * Builds the packages of the workspace that changed, with one line that says how far it is. What turbo prints is shown only when the
 * build fails. Resolves to true if it succeeded.
 */
export async function buildWorkspace() {
  const startedAt = Date.now();
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" };
  const turbo = spawn("turbo", ["run", "build", "--output-logs=new-only", "--ui=stream"], {
    env,
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [turbo.stdout, turbo.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      printed += text;
      showProgress(printed);
    });
  }
  const code = await new Promise((resolve) => turbo.once("error", () => resolve(1)).once("close", resolve));
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (code === 0) endLine(`  ${"build".padEnd(28)} ${seconds} s`);
  else endLine(`${printed}\nThe build failed.`);
  return code === 0;
}

/** Only on a terminal: a log has no use for a line that changes. */
function showProgress(printed) {
  if (!process.stdout.isTTY) return;
  const begun = new Set([...printed.matchAll(/^(@taostack\/[a-z]+):build:/gm)].map(([, name]) => name));
  const all = /Packages in scope: (.*)/.exec(printed)?.[1]?.split(",").length;
  if (all !== undefined) process.stdout.write(`\r\x1b[K  build  ${begun.size} of ${all} packages`);
}

const endLine = (text) => process.stdout.write(`${process.stdout.isTTY ? "\r\x1b[K" : ""}${text}\n`);

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await buildWorkspace()) ? 0 : 1;
