import type { Logger } from "@taostack/primitives";
import type { Block } from "../engine/block.js";
import { buildGenesis, encodeSeed } from "../engine/genesis.js";
import type { Runtime } from "../engine/runtime.js";
import { SEED_KEY } from "../frame/index.js";
import { type LocalnetOptions, resolveGenesis } from "../options.js";
import { ChainStore } from "../store/chain-store.js";
import { otherChain } from "../store/errors.js";
import { Chain } from "./chain.js";
import type { BlockClock } from "./clock.js";
import { LocalNode } from "./node.js";

const POOL_LIMITS = { transactions: 8192, bytes: 20 * 1024 * 1024 };
const BLOCK_HISTORY = 4096;
const STATE_HISTORY = 256;

export interface OpenNodeModules {
  readonly runtime: Runtime;
  readonly clock: BlockClock;
  readonly logger: Logger;
}

/** A node whose chain begins anew, or goes on from what the state folder holds. @throws `StateFolderErrorData`. */
export function openNode(options: LocalnetOptions, { runtime, clock, logger }: OpenNodeModules): LocalNode {
  const { stateHistory = STATE_HISTORY, statePath } = options;
  const history = { states: stateHistory, blocks: Math.max(BLOCK_HISTORY, stateHistory) };
  const makeGenesis = () => buildGenesis(runtime, resolveGenesis(options), options.seed ?? "", logger);
  const modules = { runtime, clock, logger };
  if (statePath === undefined) {
    return new LocalNode({ pool: POOL_LIMITS }, { ...modules, chain: new Chain(makeGenesis(), history) });
  }
  const keeper = new ChainStore({ folder: statePath, history });
  try {
    const chain = keeper.load() ?? keeper.create(makeGenesis());
    checkSeed(chain.genesis, options);
    return new LocalNode({ pool: POOL_LIMITS }, { ...modules, chain, keeper });
  } catch (error) {
    keeper.close();
    throw error;
  }
}

/** A seed that was asked for must be the one that the chain has. */
function checkSeed({ state }: Block, { seed, statePath = "" }: LocalnetOptions): void {
  if (seed === undefined) return;
  const kept = state.get(SEED_KEY);
  if (kept === undefined || Buffer.compare(kept, encodeSeed(seed)) !== 0) throw otherChain(statePath);
}
