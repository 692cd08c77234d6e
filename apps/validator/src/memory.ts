import { homedir } from "node:os";
import { join } from "node:path";
import type { Logger } from "@taostack/primitives";
import { Scoreboard } from "./scoreboard.js";
import { type LandedWeights, readState, type StateIdentity } from "./state-file.js";
import { StateKeeper } from "./state-keeper.js";
import type { PendingCommit } from "./weights/commit.js";

export interface MemoryOptions {
  /** File of the state; in ~/.taostack by default. */
  readonly path: string | undefined;
  /** Weight of the newest score. */
  readonly alpha: number;
}

/** What outlives a restart, and the keeper that writes it down. */
export interface Memory {
  readonly identity: StateIdentity;
  /** File of the state; what a market keeps besides lies next to it. */
  readonly path: string;
  readonly scoreboard: Scoreboard;
  /** Commits that still have to be revealed; changed in place, then saved. */
  readonly commits: PendingCommit[];
  /** The last weights that the chain took. */
  lastWeights: LandedWeights | undefined;
  readonly keeper: Pick<StateKeeper, "save" | "saveSoon">;
}

/** Takes up what an earlier run left. @throws `validator/state_corrupt`. */
export async function openMemory(
  { path, alpha }: MemoryOptions,
  identity: StateIdentity,
  logger: Logger,
): Promise<Memory> {
  const { genesisHash, netuid, hotkey } = identity;
  const file = path ?? join(homedir(), ".taostack", "validators", `${netuid}-${hotkey}.json`);
  const state = await readState(file, identity);
  const scoreboard = new Scoreboard({ alpha }, state?.standings);
  const commits = [...(state?.commits ?? [])];
  if (state) logger.info("scores restored", { miners: state.standings.length, commits: commits.length });
  const snapshot = () => ({
    version: 1 as const,
    genesisHash,
    netuid,
    hotkey,
    standings: scoreboard.standings(),
    commits,
    lastWeights: memory.lastWeights,
  });
  const keeper = new StateKeeper(file, snapshot, logger);
  const memory: Memory = { identity, path: file, scoreboard, commits, lastWeights: state?.lastWeights, keeper };
  return memory;
}
