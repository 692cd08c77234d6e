import { silentLogger } from "@taostack/primitives";
import { BlockExecution } from "../engine/block-execution.js";
import { type Context, type RuntimeCall, signedBy } from "../frame/index.js";
import { nameError } from "../node/error-names.js";
import type { LocalNode } from "../node/node.js";
import type { AccountId } from "../scale/index.js";

/** The state of the best block, open for calls that no block will hold. */
export interface OpenDispatch {
  readonly ctx: Context;
  /** Runs a call as signed by an account, free of charge. Gives the name of its error, if it fails. */
  dispatch(signer: AccountId, call: RuntimeCall): string | undefined;
  /** Puts what was done into the chain. */
  commit(): void;
}

export function openDispatch(node: LocalNode): OpenDispatch {
  const { runtime, chain } = node;
  const state = chain.best.state.fork();
  const { number: blockNumber } = chain.best;
  // Fees are not charged, so nobody earns them.
  const author: AccountId = `0x${"00".repeat(32)}`;
  const execution = new BlockExecution({ runtime, state, blockNumber, author, logger: silentLogger });
  return {
    ctx: execution.context(),
    dispatch(signer, call) {
      const { result } = execution.dispatch(call, signedBy(signer));
      return result.type === "Ok" ? undefined : nameError(runtime, result.value);
    },
    commit: () => node.setStorage(state.changedKeys().map((key) => [key, state.get(key)])),
  };
}
