import type { Signer } from "@taostack/wallet";
import { readContext } from "../engine/read-context.js";
import type { RuntimeCall, RuntimeEvent } from "../frame/index.js";
import { eventsOf } from "../node/block-report.js";
import type { LocalNode } from "../node/node.js";
import type { AccountId } from "../scale/index.js";
import { unknownName } from "./errors.js";
import { createCalls, createQueries } from "./queries.js";
import { type IncludedTransaction, type TransactionModules, Transactions } from "./transactions.js";
import type { ApiArguments, ApiResult, Apis, Calls, Constants, Queries } from "./types.js";

/** What a block says, read in this process: no socket, no decoding from metadata. */
export interface BlockView {
  readonly query: Queries;
  /** The events of the block, those of hooks included. */
  events(): readonly RuntimeEvent[];
  /** Calls a runtime API with the values of its parameters by name. @throws `localnet/unknown_name`. */
  call<A extends keyof Apis, M extends keyof Apis[A] & string>(
    api: A,
    method: M,
    ...params: ApiArguments<Apis[A][M]>
  ): ApiResult<Apis[A][M]>;
}

/** The chain as a test uses it. Reads are of the best block; accounts are hex (`accountIdOf`), money is rao. */
export interface LocalnetClient extends BlockView {
  readonly tx: Calls;
  /** An earlier block, by its number. @throws `localnet/rpc` (4003) if its state is gone. */
  at(blockNumber: number): BlockView;
  /** What the runtime fixes. @throws `localnet/unknown_name`. */
  constant<P extends keyof Constants, N extends keyof Constants[P] & string>(pallet: P, name: N): Constants[P][N];
  nonceOf(account: AccountId): number;
  /**
   * Signs a call, submits it and waits until it is in a block; in mode `manual` it makes that block.
   * @param from - A keypair, or a development URI such as `//Alice`.
   * @throws `localnet/call_failed` with the chain's error; `localnet/rpc` (1010 …) if the pool refuses it;
   * `localnet/not_included`.
   */
  send(from: Signer | string, call: RuntimeCall, options?: { readonly tip?: bigint }): Promise<IncludedTransaction>;
}

export function createClient(modules: TransactionModules): LocalnetClient {
  const { node } = modules;
  const transactions = new Transactions(modules);
  return {
    ...viewOf(node, () => node.chain.best),
    tx: createCalls(node.runtime),
    at(blockNumber) {
      const block = node.chain.byNumber(blockNumber);
      if (!block) throw unknownName(`block ${blockNumber}`);
      return viewOf(node, () => node.chain.at(block.hash));
    },
    constant(pallet, name) {
      const found = node.runtime.pallets.find((candidate) => candidate.name === pallet)?.constants?.[name];
      if (!found) throw unknownName(`constant ${pallet}.${name}`);
      return found.type.decode(found.value) as never;
    },
    nonceOf: (account) => node.pool.nextNonce(node.chain.best, account),
    send: (from, call, { tip = 0n } = {}) => transactions.send(from, call, tip),
  };
}

function viewOf(node: LocalNode, block: () => LocalNode["chain"]["best"]): BlockView {
  return {
    query: createQueries(node.runtime, () => block().state),
    events: () => eventsOf(node.runtime, block()).map(({ event }) => event),
    call(api, method, ...[params = {}]) {
      const found = node.runtime.apiMethod(`${api}_${method}`);
      if (!found) throw unknownName(`runtime API ${api}.${method}`);
      const { state, hash } = block();
      return found.run({ ...readContext(state), blockHash: hash }, params) as never;
    },
  };
}
