import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Block } from "../engine/block.js";
import { Chain, type HistoryLimits } from "../node/chain.js";
import { lockFolder } from "./lock.js";
import { LogFile } from "./log-file.js";
import { logPath, readManifest, writeManifest } from "./manifest.js";
import type { StateChange } from "./record.js";
import {
  amendRecord,
  baseRecord,
  blockRecord,
  chainRecords,
  type ReadSegment,
  readGenesis,
  replayLog,
} from "./replay.js";

/** Where a node keeps its chain. What a method was given is safe when it returns. */
export interface ChainKeeper {
  append(block: Block): void;
  /** The state of the best block was changed without a block. */
  amend(changes: readonly StateChange[]): void;
  /** The chain is another one from here on. */
  replace(chain: Chain): void;
  close(): void;
}

export interface ChainStoreOptions {
  readonly folder: string;
  readonly history: HistoryLimits;
  /** A log is followed by a new one when it is longer than this and than the state it began with. 4 MiB if not given. */
  readonly minLogBytes?: number;
}

const MIN_LOG_BYTES = 4 * 1024 * 1024;

/** A log, and the block that it begins with: it is deleted when all that is asked for is in later ones. */
type Segment = Pick<ReadSegment, "id" | "firstBlock">;

/**
 * Keeps a chain in a folder: logs of blocks with what each changed, each log beginning with a whole state. What a killed
 * process leaves is the chain up to its last whole record.
 */
export class ChainStore implements ChainKeeper {
  readonly #options: ChainStoreOptions;
  readonly #unlock: () => void;
  #segments: Segment[] = [];
  #log: LogFile | undefined;
  #baseBytes = 0;

  /** @throws `localnet/state_in_use` */
  constructor(options: ChainStoreOptions) {
    mkdirSync(options.folder, { recursive: true });
    this.#options = options;
    this.#unlock = lockFolder(options.folder);
  }

  /** The chain of this folder, if there is one. @throws `localnet/state_damaged`, `localnet/state_version`. */
  load(): Chain | undefined {
    const { folder, history } = this.#options;
    const ids = readManifest(folder);
    if (!ids) return undefined;
    const chain = new Chain(readGenesis(this.#genesisPath), history);
    const read = ids.map((id) => replayLog(chain, id, logPath(folder, id), id === ids.at(-1)));
    const last = read.at(-1) as ReadSegment;
    this.#segments = read;
    this.#baseBytes = last.baseBytes;
    this.#log = new LogFile(logPath(folder, last.id), last.length);
    return chain;
  }

  /** Begins with a chain that is only its genesis. */
  create(genesis: Block): Chain {
    const file = new LogFile(this.#genesisPath, 0);
    file.append(baseRecord(genesis));
    file.close();
    const chain = new Chain(genesis, this.#options.history);
    this.replace(chain);
    return chain;
  }

  append(block: Block): void {
    const log = this.#open;
    log.append(blockRecord(block));
    if (log.length > Math.max(this.#options.minLogBytes ?? MIN_LOG_BYTES, 2 * this.#baseBytes)) this.#rotate(block);
  }

  amend(changes: readonly StateChange[]): void {
    this.#open.append(amendRecord(changes));
  }

  replace(chain: Chain): void {
    this.#begin(chainRecords(chain.blocks()), [], chain.best.number);
  }

  close(): void {
    this.#log?.close();
    this.#log = undefined;
    this.#unlock();
  }

  get #open(): LogFile {
    return this.#log as LogFile;
  }

  get #genesisPath(): string {
    return join(this.#options.folder, "genesis.log");
  }

  /** Begins a new log at `block`, and forgets the logs of which nothing is asked for any more. */
  #rotate(block: Block): void {
    const oldest = block.number - this.#options.history.blocks;
    const kept = this.#segments.filter((_, index) => (this.#segments[index + 1]?.firstBlock ?? block.number) > oldest);
    this.#begin([baseRecord(block)], kept, block.number);
  }

  /** The new log counts when the manifest names it; until then the old ones do. */
  #begin(records: Iterable<Uint8Array>, kept: readonly Segment[], firstBlock: number): void {
    const { folder } = this.#options;
    const id = nextId(folder, this.#segments);
    const log = new LogFile(logPath(folder, id), 0);
    log.append(...records);
    const segments = [...kept, { id, firstBlock }];
    this.#baseBytes = log.length;
    this.#log?.close();
    this.#log = log;
    this.#segments = segments;
    writeManifest(
      folder,
      segments.map((segment) => segment.id),
    );
  }
}

function nextId(folder: string, segments: readonly Segment[]): number {
  let id = (segments.at(-1)?.id ?? 0) + 1;
  while (existsSync(logPath(folder, id))) id += 1;
  return id;
}
