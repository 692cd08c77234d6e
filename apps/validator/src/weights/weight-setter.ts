import type { MetagraphWatch, SubtensorClient } from "@taostack/chain";
import { isCodedError, type Logger } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { Memory } from "../memory.js";
import { createCommit, type PendingCommit } from "./commit.js";
import { readCommitStatuses } from "./commits.js";
import { weightsAreDue } from "./due.js";
import { type PlanOptions, planWeights, type WeightRow } from "./plan.js";

export interface WeightSetterOptions extends PlanOptions {
  readonly netuid: number;
  /** At least the subnet's `weights_version`. */
  readonly versionKey: number;
}

export interface WeightSetterModules {
  readonly chain: SubtensorClient;
  readonly signer: Signer;
  readonly metagraph: MetagraphWatch;
  readonly memory: Memory;
  readonly logger: Logger;
}

/** A refusal that time heals is not worth a warning. */
const PATIENT_ERRORS = ["chain/SettingWeightsTooFast", "chain/CommittingWeightsTooFast", "chain/RevealTooEarly"];
/** After a failure nothing is tried for this many blocks. */
const RETRY_BLOCKS = 5;

/** Puts the scores on the chain: once in each epoch, in the clear or by commit and reveal, as the subnet wants it. */
export class WeightSetter {
  /** The last row that the chain took. */
  lastRow: WeightRow = { uids: [], weights: [] };
  /** Block of that; 0 for none since the start. */
  lastWeightsBlock = 0;
  readonly #options: WeightSetterOptions;
  readonly #modules: WeightSetterModules;
  #working: Promise<void> | undefined;
  #restUntilBlock = 0;

  constructor(options: WeightSetterOptions, modules: WeightSetterModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** To be called at each block. A block that comes while the last one is still at work is skipped. */
  onBlock(block: number): void {
    if (this.#working !== undefined || block < this.#restUntilBlock) return;
    this.#working = this.#work(block)
      .catch((error: unknown) => this.#failed(error, block))
      .finally(() => {
        this.#working = undefined;
      });
  }

  /** Resolves when no transaction is under way. */
  async settled(): Promise<void> {
    await this.#working;
  }

  async #work(block: number): Promise<void> {
    await this.#revealDue();
    const { metagraph, memory, signer } = this.#modules;
    const uid = metagraph.current.hotkeys.indexOf(signer.address);
    if (uid < 0 || !weightsAreDue(metagraph.current, uid, block)) return;
    const row = planWeights(memory.scoreboard, metagraph.current, this.#options);
    if (row === undefined) return;
    if (metagraph.current.commitRevealWeightsEnabled) await this.#commit(row);
    else await this.#set(row);
    await metagraph.refresh();
  }

  async #set(row: WeightRow): Promise<void> {
    const { chain, signer, logger } = this.#modules;
    const { netuid, versionKey } = this.#options;
    const { blockNumber } = await chain.weights.set({ signer, netuid, versionKey, ...row });
    this.#landed(row, blockNumber);
    logger.info("weights set", { netuid, block: blockNumber, miners: row.uids.length });
  }

  /** The salt is on disk before the chain hears of the hash: a crash in between loses nothing. */
  async #commit(row: WeightRow): Promise<void> {
    const { chain, signer, memory, logger } = this.#modules;
    const { netuid, versionKey } = this.#options;
    const commit = createCommit(row, { account: signer.publicKey, netuid, versionKey });
    memory.commits.push(commit);
    await memory.keeper.save();
    const { blockNumber } = await chain.weights.commit({ signer, netuid, ...commit });
    logger.info("weights committed", { netuid, block: blockNumber, miners: row.uids.length });
  }

  async #revealDue(): Promise<void> {
    const { chain, signer, metagraph, memory, logger } = this.#modules;
    if (memory.commits.length === 0) return;
    const { netuid } = this.#options;
    const revealPeriod = metagraph.current.commitRevealPeriod;
    const statuses = await readCommitStatuses(chain, { netuid, hotkey: signer.address, revealPeriod }, memory.commits);
    for (const [index, commit] of [...memory.commits].entries()) {
      const status = statuses[index];
      if (status === "early") continue;
      if (status === "due") await this.#reveal(commit);
      else logger.warn("commit can no longer be revealed", { netuid, status });
      await this.#forget(commit);
    }
  }

  async #reveal(commit: PendingCommit): Promise<void> {
    const { chain, signer, logger } = this.#modules;
    const { netuid } = this.#options;
    const { blockNumber } = await chain.weights.reveal({ signer, netuid, ...commit });
    this.#landed(commit, blockNumber);
    logger.info("weights revealed", { netuid, block: blockNumber, miners: commit.uids.length });
  }

  async #forget(commit: PendingCommit): Promise<void> {
    const { commits, keeper } = this.#modules.memory;
    commits.splice(commits.indexOf(commit), 1);
    await keeper.save();
  }

  #landed({ uids, weights }: WeightRow, block: number): void {
    this.lastRow = { uids, weights };
    this.lastWeightsBlock = block;
  }

  #failed(error: unknown, block: number): void {
    this.#restUntilBlock = block + RETRY_BLOCKS;
    const patient = isCodedError(error) && PATIENT_ERRORS.includes(error.code);
    const { logger } = this.#modules;
    if (patient) logger.debug("weights have to wait", { error });
    else logger.warn("weights could not be set", { netuid: this.#options.netuid, error });
  }
}
