import { readFile, rename } from "node:fs/promises";
import { stateCorrupt } from "../errors.js";
import type { StateIdentity } from "../state-file.js";
import type { OpenRound } from "./open-round.js";
import type { JudgedRound } from "./round-log.js";

/** One change: a round was opened with its commitments, was judged, or can never be. */
export type LogLine = { readonly open: OpenRound } | { readonly judged: JudgedRound } | { readonly void: string };

/**
 * The lines of a log, none if there is no file or it is another's, which is then moved to `<path>.old`. A last line without its end was
 * being written when the process died, and is passed over. @throws `validator/state_corrupt`.
 */
export async function readRoundLog(path: string, identity: StateIdentity): Promise<LogLine[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return [];
  const [head, ...lines] = text
    .split("\n")
    .slice(0, -1)
    .map((line, i) => parse(path, line, i + 1));
  if (head === undefined) return [];
  if (!isObject(head) || head.version !== 1) throw stateCorrupt(path, "its first line is not that of a log of rounds");
  const { genesisHash, netuid, hotkey } = identity;
  if (head.genesisHash !== genesisHash || head.netuid !== netuid || head.hotkey !== hotkey) {
    await rename(path, `${path}.old`);
    return [];
  }
  const bad = lines.findIndex((line) => !isLine(line));
  if (bad >= 0) throw stateCorrupt(path, `line ${bad + 2} is no change of a round`);
  return lines as LogLine[];
}

function parse(path: string, line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw stateCorrupt(path, `line ${number} is not JSON`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function isLine(line: unknown): boolean {
  if (!isObject(line)) return false;
  if ("void" in line) return typeof line.void === "string";
  if ("judged" in line) {
    const { judged } = line;
    return (
      isObject(judged) &&
      typeof judged.requestId === "string" &&
      Number.isFinite(judged.openedMs) &&
      isObject(judged.entries) &&
      Object.values(judged.entries).every(isEntry)
    );
  }
  return isObject(line.open) && isOpenRound(line.open);
}

const isEntry = (entry: unknown): boolean =>
  isObject(entry) &&
  (entry.advantage === undefined || Number.isFinite(entry.advantage)) &&
  (entry.committedMs === undefined || Number.isFinite(entry.committedMs)) &&
  (entry.print === undefined || (Array.isArray(entry.print) && entry.print.every((one) => Number.isFinite(one))));

const isOpenRound = ({ window, openedMs, request, commits, asked }: Record<string, unknown>): boolean =>
  isObject(window) &&
  typeof window.requestId === "string" &&
  [window.commitBeforeMs, window.revealFromMs, window.revealBeforeMs, openedMs].every((one) => Number.isFinite(one)) &&
  isObject(request) &&
  Array.isArray(request.series) &&
  Array.isArray(request.horizons) &&
  Array.isArray(request.levels) &&
  isObject(asked) &&
  Object.values(asked).every((one) => typeof one === "string") &&
  isObject(commits) &&
  Object.values(commits).every(
    (one) => isObject(one) && typeof one.hash === "string" && Number.isFinite(one.receivedMs),
  );
