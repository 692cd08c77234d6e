import type { ReadContext, StateReader } from "../frame/index.js";
import { storage as system } from "../pallets/system/storage.js";
import { storage as timestamp } from "../pallets/timestamp/index.js";
import type { Hash } from "../scale/index.js";
import type { Runtime } from "./runtime.js";
import type { TreeState } from "./tree-state.js";
import type { ValidityContext } from "./validity.js";

/** A state as checks and runtime APIs see it. */
export function readContext(state: StateReader): ReadContext {
  const at = { state };
  return { state, blockNumber: system.Number.get(at), now: Number(timestamp.Now.get(at)) };
}

export interface PendingContext extends ValidityContext {
  readonly state: TreeState;
}

/** The state in which a transaction would run that comes right after a block. A copy: writing to it changes nothing else. */
export function pendingContext(runtime: Runtime, parentState: TreeState, parentHash: Hash): PendingContext {
  const state = parentState.fork();
  const at = { state };
  const parentNumber = system.Number.get(at);
  system.BlockHash.put(at, parentNumber, parentHash);
  system.Number.put(at, parentNumber + 1);
  return { ...readContext(state), state, runtime, genesisHash: system.BlockHash.get(at, 0) };
}
