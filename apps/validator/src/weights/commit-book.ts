import type { SubtensorClient } from "@taostack/chain";
import { isCodedError, type Logger } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { Memory } from "../memory.js";
import { createCommit, type PendingCommit } from "./commit.js";
import { readCommitStatuses } from "./commits.js";
import type { WeightRow } from "./plan.js";

export interface CommitBookOptions {
  readonly netuid: number;
  readonly versionKey: number;
  /** For each transaction, from signing to the block. */
  readonly writeTimeoutMs: number;
}

export interface CommitBookModules {
  readonly chain: SubtensorClient;
  readonly signer: Signer;
  readonly memory: Pick<Memory, "commits" | "keeper">;
  readonly logger: Logger;
  /** Hears of each row that the chain took. */
  readonly onRevealed: (row: WeightRow, block: number) => void;
}

/** As many as the chain keeps of one hotkey. */
const MAX_PENDING = 10;

/** The commits of one validator, from the first thought of them to the reveal. */
export class CommitBook {
  readonly #options: CommitBookOptions;
  readonly #modules: CommitBookModules;

  constructor(options: CommitBookOptions, modules: CommitBookModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** The salt is on disk before the chain hears of the hash: a crash in between loses nothing. */
  async commit(row: WeightRow, block: number): Promise<void> {
    const { chain, signer, memory, logger } = this.#modules;
    const { netuid, versionKey, writeTimeoutMs: timeoutMs } = this.#options;
    if (memory.commits.length >= MAX_PENDING) {
      return logger.warn("weights not committed: too many commits wait for their reveal", { netuid });
    }
    const commit = createCommit(row, { account: signer.publicKey, netuid, versionKey, block });
    memory.commits.push(commit);
    await memory.keeper.save();
    try {
      const receipt = await chain.weights.commit({ signer, netuid, timeoutMs, ...commit });
      logger.info("weights committed", { netuid, block: receipt.blockNumber, miners: row.uids.length });
    } catch (error) {
      if (isRefusal(error)) await this.#forget(commit);
      throw error;
    }
  }

  /** Reveals what is due, and drops what can never be. @param revealPeriod - Epochs between commit and reveal. */
  async revealDue(revealPeriod: number): Promise<void> {
    const { chain, signer, memory, logger } = this.#modules;
    if (memory.commits.length === 0) return;
    const { netuid } = this.#options;
    const pending = [...memory.commits];
    const lookup = { netuid, hotkey: signer.address, revealPeriod };
    const statuses = await readCommitStatuses(chain, lookup, pending);
    for (const [index, commit] of pending.entries()) {
      const status = statuses[index];
      if (status === "early" || status === "awaited") continue;
      if (status === "due") await this.#reveal(commit);
      else logger.warn("commit can no longer be revealed", { netuid, status, madeAt: commit.block });
      await this.#forget(commit);
    }
  }

  async #reveal(commit: PendingCommit): Promise<void> {
    const { chain, signer, logger, onRevealed } = this.#modules;
    const { netuid, writeTimeoutMs: timeoutMs } = this.#options;
    const { blockNumber } = await chain.weights.reveal({ signer, netuid, timeoutMs, ...commit });
    onRevealed(commit, blockNumber);
    logger.info("weights revealed", { netuid, block: blockNumber, miners: commit.uids.length });
  }

  async #forget(commit: PendingCommit): Promise<void> {
    const { commits, keeper } = this.#modules.memory;
    const index = commits.indexOf(commit);
    if (index >= 0) commits.splice(index, 1);
    await keeper.save();
  }
}

/** The chain said no: this commit will never be on it. After a timeout or a lost connection it still may. */
const isRefusal = (error: unknown): boolean =>
  isCodedError(error) && (/^chain\/[A-Z]/.test(error.code) || error.code === "chain/invalid_transaction");
