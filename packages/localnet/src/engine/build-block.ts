import { concatBytes, type Logger } from "@taostack/primitives";
import { type ReadContext, type RuntimeCall, storageKey, TransactionRefusal } from "../frame/index.js";
import { storage as aura } from "../pallets/aura/index.js";
import { BLOCK_HASH_COUNT } from "../pallets/system/pallet.js";
import { storage as system } from "../pallets/system/storage.js";
import type { AccountId, Hash } from "../scale/index.js";
import type { Block } from "./block.js";
import { BlockExecution } from "./block-execution.js";
import { applyInherent, applyTransaction, type BlockUsage } from "./executive.js";
import { decodeExtrinsic, type Extrinsic, encodeUnsigned } from "./extrinsic.js";
import { blake2_256, blake2b256 } from "./hash.js";
import { auraDigest, type Header, headerHash } from "./header.js";
import { readContext } from "./read-context.js";
import type { Runtime } from "./runtime.js";
import { stateRoot, type TreeState } from "./tree-state.js";

const EVENTS_KEY = storageKey("System", "Events");

export interface BuildOptions {
  readonly runtime: Runtime;
  readonly parent: Block;
  readonly genesisHash: Hash;
  /** Milliseconds since 1970; later than the parent's. */
  readonly timestampMs: number;
  /** In the order in which they should be tried. */
  readonly transactions: Iterable<Extrinsic>;
  readonly logger: Logger;
}

export interface BuiltBlock {
  readonly block: Block;
  readonly included: readonly Extrinsic[];
  /** Those that may not be in this block, with the reason. `Future` and `ExhaustsResources` may go into a later one. */
  readonly refused: readonly { readonly extrinsic: Extrinsic; readonly refusal: TransactionRefusal }[];
}

/** Builds the block after `parent`: hooks, the inherent that sets the time, transactions, hooks. */
export function buildBlock(options: BuildOptions): BuiltBlock {
  const { runtime, parent, timestampMs } = options;
  const slot = BigInt(Math.floor(timestampMs / runtime.slotDurationMs));
  const state = parent.state.fork();
  const number = parent.number + 1;
  const digest = { logs: [auraDigest(slot)] };
  const block = new BlockExecution({
    runtime,
    state,
    blockNumber: number,
    author: slotAuthor(state, slot),
    logger: options.logger,
  });
  initialize(block, parent, digest);
  block.runHooks("onInitialize");

  const inherents = applyInherents(block, timestampMs);
  const { included, refused } = applyAll(block, options, inherents.length);

  block.enter({ type: "Finalization" });
  block.runHooks("onFinalize");
  writeEvents(block);

  const extrinsics = [...inherents, ...included].map(({ bytes }) => bytes);
  const changedKeys = state.changedKeys();
  const header: Header = {
    parent_hash: parent.hash,
    number,
    state_root: stateRoot(parent.header.state_root, state, changedKeys),
    extrinsics_root: extrinsicsRoot(extrinsics),
    digest,
  };
  return {
    block: { number, hash: headerHash(header), header, extrinsics, state: state.fork(), changedKeys },
    included,
    refused,
  };
}

/** The author of a slot: the authorities take turns. */
function slotAuthor(state: TreeState, slot: bigint): AccountId {
  const authorities = aura.Authorities.get({ state });
  return authorities[Number(slot % BigInt(authorities.length))] as AccountId;
}

function initialize(block: BlockExecution, parent: Block, digest: Header["digest"]): void {
  const { blockNumber } = block.options;
  system.Number.put(block, blockNumber);
  system.ParentHash.put(block, parent.hash);
  system.Digest.put(block, digest);
  system.BlockHash.put(block, parent.number, parent.hash);
  const forgotten = parent.number - BLOCK_HASH_COUNT;
  // Genesis stays, as on the chain: immortal transactions refer to it.
  if (forgotten > 0) system.BlockHash.remove(block, forgotten);
}

/** First the time, then what the pallets' authors add; they see the time already. */
function applyInherents(block: BlockExecution, timestampMs: number): Extrinsic[] {
  const { runtime } = block.options;
  const applied: Extrinsic[] = [];
  const apply = (call: RuntimeCall): void => {
    const inherent = decodeExtrinsic(runtime.call, encodeUnsigned(runtime.call.encode(call)));
    applyInherent(block, inherent, applied.length);
    applied.push(inherent);
  };
  apply({ type: "Timestamp", value: { type: "set", value: { now: BigInt(timestampMs) } } });
  for (const pallet of runtime.pallets) pallet.inherents?.(readContext(block.state)).forEach(apply);
  return applied;
}

function applyAll(
  block: BlockExecution,
  { runtime, transactions, genesisHash, logger }: BuildOptions,
  firstIndex: number,
): Pick<BuiltBlock, "included" | "refused"> {
  const usage: BlockUsage = { refTime: 0n, bytes: 0 };
  const included: Extrinsic[] = [];
  const refused: { extrinsic: Extrinsic; refusal: TransactionRefusal }[] = [];
  const take = (extrinsic: Extrinsic): void => {
    const ctx = { ...readContext(block.state), runtime, genesisHash };
    try {
      applyTransaction(block, ctx, extrinsic, firstIndex + included.length, usage);
      included.push(extrinsic);
      const inner = hiddenIn(runtime, ctx, extrinsic);
      if (inner) take(inner);
    } catch (error) {
      if (!(error instanceof TransactionRefusal)) logger.error("a transaction broke", { hash: extrinsic.hash, error });
      const refusal = error instanceof TransactionRefusal ? error : new TransactionRefusal({ type: "Call" });
      refused.push({ extrinsic, refusal });
    }
  };
  for (const extrinsic of transactions) take(extrinsic);
  return { included, refused };
}

/** The transaction that another one hid. Bytes that are none stay where they are. */
function hiddenIn(runtime: Runtime, ctx: ReadContext, { call }: Extrinsic): Extrinsic | undefined {
  for (const pallet of runtime.pallets) {
    const bytes = pallet.hidden?.(ctx, call);
    if (bytes) return decodeOrNothing(runtime, bytes);
  }
  return undefined;
}

function decodeOrNothing(runtime: Runtime, bytes: Uint8Array): Extrinsic | undefined {
  try {
    return decodeExtrinsic(runtime.call, bytes);
  } catch {
    return undefined;
  }
}

function writeEvents(block: BlockExecution): void {
  block.state.put(EVENTS_KEY, block.encodeEvents());
  system.EventCount.put(block, block.eventCount);
}

/** Commits to the extrinsics and their order. Like the state root, not a Merkle root. */
export function extrinsicsRoot(extrinsics: readonly Uint8Array[]): Hash {
  return blake2_256(concatBytes(...extrinsics.map(blake2b256)));
}
