import type { Block } from "../engine/block.js";
import { headerHash } from "../engine/header.js";
import { TreeState } from "../engine/tree-state.js";
import type { Chain, StoredBlock } from "../node/chain.js";
import { stateDamaged } from "./errors.js";
import { readLog } from "./log-file.js";
import { type BlockBody, decodeRecord, encodeRecord, type LogRecord, type StateChange } from "./record.js";

/** A log as it was found. */
export interface ReadSegment {
  readonly id: number;
  /** The block whose whole state the log begins with. */
  readonly firstBlock: number;
  /** Bytes that are whole. */
  readonly length: number;
  readonly baseBytes: number;
}

/** Brings `chain` to where a log ends. @throws `localnet/state_damaged`. */
export function replayLog(chain: Chain, id: number, path: string, isLast: boolean): ReadSegment {
  const replay = new Replay(chain);
  let base: { readonly firstBlock: number; readonly baseBytes: number } | undefined;
  const length = readLog(path, isLast, (payload, offset) => {
    const record = read(path, offset, payload);
    if (!replay.apply(record)) throw stateDamaged(path, offset, "a block does not follow the one before");
    if (record.kind === "base") base = { firstBlock: record.block.header.number, baseBytes: payload.length };
  });
  if (!base) throw stateDamaged(path, 0, "it does not begin with a state");
  return { id, length, ...base };
}

/** The only record of the file that keeps block 0. */
export function readGenesis(path: string): Block {
  let genesis: Block | undefined;
  readLog(path, false, (payload, offset) => {
    const record = read(path, offset, payload);
    if (record.kind === "base")
      genesis = toBlock(record.block, applied(new TreeState(), record.changes), record.changes);
  });
  if (!genesis) throw stateDamaged(path, 0, "it holds no block");
  return genesis;
}

function read(path: string, offset: number, payload: Uint8Array): LogRecord {
  try {
    return decodeRecord(payload);
  } catch (error) {
    throw stateDamaged(path, offset, error instanceof Error ? error.message : String(error));
  }
}

class Replay {
  readonly #chain: Chain;
  readonly #bodies: StoredBlock[] = [];

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  /** @returns whether the record fits behind what came before. */
  apply(record: LogRecord): boolean {
    const chain = this.#chain;
    switch (record.kind) {
      case "body":
        this.#bodies.push(toStored(record.block));
        return true;
      case "base":
        this.#begin(toBlock(record.block, applied(new TreeState(), record.changes), record.changes));
        return true;
      case "block":
        if (record.block.header.parent_hash !== chain.best.hash) return false;
        chain.append(toBlock(record.block, applied(chain.best.state.fork(), record.changes), record.changes));
        return true;
      case "amend": {
        const changed = record.changes.map(([key]) => key);
        chain.replaceBestState(applied(chain.best.state.fork(), record.changes), changed);
        return true;
      }
    }
  }

  /** A log goes on where the one before ended, or after a return to an earlier point stands alone. */
  #begin(block: Block): void {
    if (this.#bodies.length === 0 && block.hash === this.#chain.best.hash)
      this.#chain.replaceBestState(block.state, []);
    else this.#chain.resume([...this.#bodies.splice(0), block]);
  }
}

function applied(state: TreeState, changes: readonly StateChange[]): TreeState {
  for (const [key, value] of changes) {
    if (value === undefined) state.delete(key);
    else state.put(key, value);
  }
  return state.fork();
}

const toStored = ({ header, extrinsics }: BlockBody): StoredBlock => ({
  number: header.number,
  hash: headerHash(header),
  header,
  extrinsics,
  changedKeys: [],
});

const toBlock = (body: BlockBody, state: TreeState, changes: readonly StateChange[]): Block => ({
  ...toStored(body),
  changedKeys: changes.map(([key]) => key),
  state,
});

const bodyOf = ({ header, extrinsics }: StoredBlock): BlockBody => ({ header, extrinsics });

export const baseRecord = (block: Block): Uint8Array =>
  encodeRecord({ kind: "base", block: bodyOf(block), changes: block.state.entries("0x") });

export const blockRecord = (block: Block): Uint8Array =>
  encodeRecord({
    kind: "block",
    block: bodyOf(block),
    changes: block.changedKeys.map((key) => [key, block.state.get(key)]),
  });

export const amendRecord = (changes: readonly StateChange[]): Uint8Array => encodeRecord({ kind: "amend", changes });

/** All that a chain remembers, as records: bodies without states, the oldest state, then what each block changed. */
export function* chainRecords(blocks: readonly StoredBlock[]): Generator<Uint8Array> {
  const oldest = blocks.findLastIndex(({ state }) => state === undefined) + 1;
  for (const [index, block] of blocks.entries()) {
    if (index > oldest) yield blockRecord(block as Block);
    else if (index === oldest) yield baseRecord(block as Block);
    // Block 0 has a file of its own.
    else if (block.number > 0) yield encodeRecord({ kind: "body", block: bodyOf(block) });
  }
}
