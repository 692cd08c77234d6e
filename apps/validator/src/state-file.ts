import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { stateCorrupt } from "./errors.js";
import type { MinerStanding } from "./scoreboard.js";
import type { PendingCommit } from "./weights/commit.js";

/** What a validator must not forget: its scores, and the salts of commits that still have to be revealed. */
export interface ValidatorState {
  readonly version: 1;
  readonly genesisHash: string;
  readonly netuid: number;
  readonly hotkey: string;
  readonly standings: readonly MinerStanding[];
  readonly commits: readonly PendingCommit[];
}

export type StateIdentity = Pick<ValidatorState, "genesisHash" | "netuid" | "hotkey">;

/**
 * Reads the state left by an earlier run; `undefined` when there is none or when it belongs to another chain, subnet or hotkey.
 * @throws `validator/state_corrupt` rather than to begin from zero: weights from lost scores would pay everyone alike.
 */
export async function readState(path: string, identity: StateIdentity): Promise<ValidatorState | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const state = parseState(path, text);
  const same =
    state.genesisHash === identity.genesisHash && state.netuid === identity.netuid && state.hotkey === identity.hotkey;
  return same ? state : undefined;
}

function parseState(path: string, text: string): ValidatorState {
  try {
    const state = JSON.parse(text) as ValidatorState;
    if (state.version === 1 && Array.isArray(state.standings) && Array.isArray(state.commits)) return state;
  } catch {
    // Reported below, together with a file of another shape.
  }
  throw stateCorrupt(path);
}

/** Writes the state so that a crash at any moment leaves either the old file or the new one, never a part. */
export async function writeState(path: string, state: ValidatorState): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify(state));
    await file.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Makes the rename itself durable. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}
