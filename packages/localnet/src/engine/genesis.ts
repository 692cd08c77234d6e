import type { Logger } from "@taostack/primitives";
import { type GenesisConfig, SEED_KEY } from "../frame/index.js";
import { storage as system, ZERO_HASH } from "../pallets/system/storage.js";
import type { AccountId } from "../scale/index.js";
import type { Block } from "./block.js";
import { BlockExecution } from "./block-execution.js";
import { extrinsicsRoot } from "./build-block.js";
import { type Header, headerHash } from "./header.js";
import type { Runtime } from "./runtime.js";
import { stateRoot, TreeState } from "./tree-state.js";

export const encodeSeed = (seed: string): Uint8Array => new TextEncoder().encode(seed);

/** Block 0. The same configuration and seed give the same block, and so the same genesis hash. */
export function buildGenesis(runtime: Runtime, config: GenesisConfig, seed: string, logger: Logger): Block {
  const state = new TreeState();
  const [author] = config.authorities as [AccountId];
  const execution = new BlockExecution({ runtime, state, blockNumber: 0, author, logger });
  state.put(SEED_KEY, encodeSeed(seed));
  const { spec_version, spec_name } = runtime.version;
  system.LastRuntimeUpgrade.put({ state }, { spec_version, spec_name });
  for (const pallet of runtime.pallets) pallet.genesis?.(execution.context(), config);
  const changedKeys = state.changedKeys();
  const header: Header = {
    parent_hash: ZERO_HASH,
    number: 0,
    state_root: stateRoot(ZERO_HASH, state, changedKeys),
    extrinsics_root: extrinsicsRoot([]),
    digest: { logs: [] },
  };
  return { number: 0, hash: headerHash(header), header, extrinsics: [], state: state.fork(), changedKeys };
}
