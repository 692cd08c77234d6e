import type { MetagraphWatch, SubtensorClient } from "@taostack/chain";
import { isCodedError, type Logger } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import type { Memory } from "../memory.js";
import { within } from "../within.js";
import { CommitBook } from "./commit-book.js";
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
  /** Hotkeys of the miners that can be asked now. */
  readonly serving: () => ReadonlySet<string>;
  readonly logger: Logger;
}

/** A refusal that time heals is not worth a warning. */
const PATIENT_ERRORS = ["chain/SettingWeightsTooFast", "chain/CommittingWeightsTooFast", "chain/RevealTooEarly"];
/** After a failure nothing is tried for this many blocks. */
const RETRY_BLOCKS = 5;
/** A transaction that is in no block after so many has to be looked at again. */
const WRITE_TIMEOUT_BLOCKS = 8;
const MIN_WRITE_TIMEOUT_MS = 30_000;
/** How long `stop` waits for a transaction under way; the state on disk lets the next run go on without it. */
const STOP_TIMEOUT_MS = 1_000;

/** Puts the scores on the chain: once in each epoch, in the clear or by commit and reveal, as the subnet wants it. */
export class WeightSetter {
  readonly #options: WeightSetterOptions;
  readonly #modules: WeightSetterModules;
  readonly #commits: CommitBook;
  readonly #writeTimeoutMs: number;
  #working: Promise<void> | undefined;
  #restUntilBlock = 0;
  #stopped = false;

  constructor(options: WeightSetterOptions, modules: WeightSetterModules) {
    this.#options = options;
    this.#modules = modules;
    this.#writeTimeoutMs = Math.max(MIN_WRITE_TIMEOUT_MS, WRITE_TIMEOUT_BLOCKS * modules.chain.blockTimeMs);
    this.#commits = new CommitBook(
      { ...options, writeTimeoutMs: this.#writeTimeoutMs },
      { ...modules, onRevealed: (row, block) => this.#landed(row, block) },
    );
  }

  /** To be called at each block. A block that comes while the last one is still at work is skipped. */
  onBlock(block: number): void {
    // A chain that begins anew begins with low numbers.
    if (this.#restUntilBlock > block + RETRY_BLOCKS) this.#restUntilBlock = 0;
    if (this.#stopped || this.#working !== undefined || block < this.#restUntilBlock) return;
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

  /** Begins nothing more, and gives what is under way a moment to end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#working !== undefined) await within(this.#working, STOP_TIMEOUT_MS);
  }

  async #work(block: number): Promise<void> {
    const { metagraph } = this.#modules;
    // A reveal that fails must not keep the next weights from the chain.
    await this.#commits
      .revealDue(metagraph.current.commitRevealPeriod)
      .catch((error: unknown) => this.#failed(error, block));
    if (this.#stopped) return;
    const row = this.#dueRow(block);
    if (row === undefined) return;
    if (metagraph.current.commitRevealWeightsEnabled) await this.#commits.commit(row, block);
    else await this.#set(row);
    if (!this.#stopped) await metagraph.refresh();
  }

  #dueRow(block: number): WeightRow | undefined {
    const { metagraph, memory, signer, serving } = this.#modules;
    const uid = metagraph.current.hotkeys.indexOf(signer.address);
    if (uid < 0 || !weightsAreDue(metagraph.current, uid, block)) return undefined;
    return planWeights(memory.scoreboard, metagraph.current, serving(), this.#options);
  }

  async #set(row: WeightRow): Promise<void> {
    const { chain, signer, logger } = this.#modules;
    const { netuid, versionKey } = this.#options;
    const { blockNumber } = await chain.weights.set({
      signer,
      netuid,
      versionKey,
      timeoutMs: this.#writeTimeoutMs,
      ...row,
    });
    this.#landed(row, blockNumber);
    logger.info("weights set", { netuid, block: blockNumber, miners: row.uids.length });
  }

  #landed({ uids, weights }: WeightRow, block: number): void {
    const { memory } = this.#modules;
    memory.lastWeights = { uids, weights, block };
    memory.keeper.saveSoon();
  }

  #failed(error: unknown, block: number): void {
    if (this.#stopped) return;
    this.#restUntilBlock = block + RETRY_BLOCKS;
    const patient = isCodedError(error) && PATIENT_ERRORS.includes(error.code);
    const { logger } = this.#modules;
    if (patient) logger.debug("weights have to wait", { error });
    else logger.warn("weights could not be set", { netuid: this.#options.netuid, error });
  }
}
