import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { stateDamaged, stateVersion } from "./errors.js";
import { syncFolder } from "./log-file.js";

const FORMAT = 1;
const NAME = "manifest.json";

export const logPath = (folder: string, segment: number): string =>
  join(folder, `${String(segment).padStart(8, "0")}.log`);

/** Which logs make the chain, oldest first. `undefined` if the folder holds none. @throws `localnet/state_damaged`. */
export function readManifest(folder: string): number[] | undefined {
  const path = join(folder, NAME);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const { version, segments } = parse(path, text);
  if (version !== FORMAT) throw stateVersion(folder, version);
  if (!Array.isArray(segments) || segments.length === 0) throw stateDamaged(path, 0, "it names no logs");
  deleteOthers(folder, segments);
  return segments;
}

function parse(path: string, text: string): { version?: unknown; segments?: number[] } {
  try {
    return JSON.parse(text);
  } catch {
    throw stateDamaged(path, 0, "it is not JSON");
  }
}

/** From here on these logs are the chain, whatever happens; the others are deleted. */
export function writeManifest(folder: string, segments: readonly number[]): void {
  const path = join(folder, NAME);
  const draft = `${path}.new`;
  const file = openSync(draft, "w");
  try {
    writeSync(file, `${JSON.stringify({ version: FORMAT, segments })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(path);
  deleteOthers(folder, segments);
}

/** Logs that a process was about to begin, or had left behind, when it was killed. */
function deleteOthers(folder: string, segments: readonly number[]): void {
  for (const name of readdirSync(folder)) {
    const [, digits] = /^(\d{8,})\.log$/.exec(name) ?? [];
    if (digits !== undefined && !segments.includes(Number(digits))) rmSync(join(folder, name), { force: true });
  }
}
