import { readFile, rename } from "node:fs/promises";
import { replaceFile } from "@taostack/primitives/files";
import { stateCorrupt } from "./errors.js";
import type { MinerStanding } from "./scoreboard.js";
import { stateProblem } from "./state-shape.js";
import type { PendingCommit } from "./weights/commit.js";
import type { WeightRow } from "./weights/plan.js";

/** What a validator must not forget: its scores, and the salts of commits that still have to be revealed. */
export interface ValidatorState {
  readonly version: 1;
  readonly genesisHash: string;
  readonly netuid: number;
  readonly hotkey: string;
  readonly standings: readonly MinerStanding[];
  readonly commits: readonly PendingCommit[];
  /** The last weights that the chain took. */
  readonly lastWeights?: LandedWeights | undefined;
}

export interface LandedWeights extends WeightRow {
  readonly block: number;
}

export type StateIdentity = Pick<ValidatorState, "genesisHash" | "netuid" | "hotkey">;

/**
 * Reads the state left by an earlier run; `undefined` when there is none. One of another chain, subnet or hotkey is moved aside, to
 * `<path>.old`, so that it is not overwritten.
 * @throws `validator/state_corrupt` rather than to begin from zero: weights from lost scores would pay everyone alike.
 */
export async function readState(path: string, identity: StateIdentity): Promise<ValidatorState | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const state = parseState(path, text);
  const { genesisHash, netuid, hotkey } = identity;
  if (state.genesisHash === genesisHash && state.netuid === netuid && state.hotkey === hotkey) return state;
  await rename(path, `${path}.old`);
  return undefined;
}

function parseState(path: string, text: string): ValidatorState {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    throw stateCorrupt(path, "it is not JSON");
  }
  const problem = stateProblem(state);
  if (problem !== undefined) throw stateCorrupt(path, problem);
  return state as ValidatorState;
}

/** Writes the state so that a crash at any moment leaves either the old file or the new one, never a part. */
export const writeState = (path: string, state: ValidatorState): Promise<void> =>
  replaceFile(path, JSON.stringify(state));
