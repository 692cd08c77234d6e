import { isCodedError } from "@taostack/primitives";
import { rpcError } from "../../node/errors.js";
import type { LocalNode } from "../../node/node.js";
import { sealingModes } from "../../options.js";
import type { HexString } from "../../scale/index.js";
import { inTurns } from "../in-turns.js";
import type { RpcMethod, RpcMethods } from "../method.js";
import { Params } from "../params.js";

const MAX_BLOCKS_PER_REQUEST = 10_000;

interface NewBlockOptions {
  readonly count?: unknown;
  readonly to?: unknown;
  readonly transactions?: unknown;
}

const invalid = (message: string) => rpcError(-32602, `Invalid params: ${message}`);

function toChange(pair: unknown): readonly [HexString, Uint8Array | undefined] {
  if (!Array.isArray(pair)) throw invalid("each change should be [key, value or null]");
  const params = new Params(pair);
  return [params.key(0), params.optionalBytes(1)];
}

/** Makes blocks without keeping others from being answered. Gives the hash of the last. */
async function mine(node: LocalNode, blocks: number): Promise<string> {
  if (!Number.isSafeInteger(blocks) || blocks > MAX_BLOCKS_PER_REQUEST) {
    throw invalid(`at most ${MAX_BLOCKS_PER_REQUEST} blocks at a time`);
  }
  await inTurns(sealing(node, blocks));
  return node.chain.best.hash;
}

function* sealing(node: LocalNode, blocks: number): Generator<void> {
  for (let made = 0; made < blocks; made += 1) {
    node.seal();
    yield;
  }
}

/** Tells the errors that a caller made as the reply's own. */
const explained =
  (method: RpcMethod): RpcMethod =>
  async (...args) => {
    try {
      return await method(...args);
    } catch (error) {
      if (
        ["localnet/no_snapshot", "localnet/no_epoch", "localnet/bad_dump"].some((code) => isCodedError(error, code))
      ) {
        throw invalid((error as Error).message);
      }
      throw error;
    }
  };

/** Sets the time of the next block: milliseconds since 1970, or a date as text. Gives the milliseconds. */
const travel: RpcMethod = ({ node }, params) => {
  const when = params.at(0);
  const timeMs = typeof when === "string" ? Date.parse(when) : params.number(0);
  if (Number.isNaN(timeMs)) throw invalid("parameter 0 should be a date");
  node.travelTo(timeMs);
  return timeMs;
};

/** What a node with manual sealing tells of how it took the block. */
const CREATED = {
  header_only: false,
  clear_justification_requests: false,
  needs_justification: false,
  bad_justification: false,
  is_new_best: true,
} as const;

/** For tools that test against a chain; names that the ecosystem's fork tool has are the same here. */
export const devMethods: RpcMethods = {
  /** `[{count?, to?, transactions?}]`: `count` blocks (one if not given), or blocks up to number `to`. */
  async dev_newBlock({ node }, params) {
    const { count, to, transactions } = (params.at(0) ?? {}) as NewBlockOptions;
    if (Array.isArray(transactions)) {
      const list = new Params(transactions);
      for (const index of transactions.keys()) node.submit(list.bytes(index));
    }
    return mine(node, to === undefined ? Number(count ?? 1) : Number(to) - node.chain.best.number);
  },
  /** `[count?]` */
  dev_mine: async ({ node }, params) => mine(node, params.at(0) === undefined ? 1 : params.number(0)),
  /** `[netuid]`: blocks up to and with the next epoch of the subnet. Gives the hash of the last. */
  dev_mineToEpoch: explained(async ({ node, workbench }, params) => {
    await inTurns(workbench.blocksToEpoch(params.number(0)));
    return node.chain.best.hash;
  }),
  dev_getMode: ({ sealer }) => sealer.mode,
  /** `[mode, intervalMs?]`: interval, instant, per-transaction or manual. */
  dev_setMode({ sealer }, params) {
    const mode = sealingModes.find((known) => known === params.at(0));
    if (!mode) throw invalid(`parameter 0 should be one of ${sealingModes.join(", ")}`);
    sealer.setMode(mode, params.at(1) === undefined ? undefined : Math.max(1, params.number(1)));
    return mode;
  },
  /** `[[[key, value or null], …]]`: writes raw storage into the state of the best block. Gives its hash. */
  dev_setStorage({ node }, params) {
    const changes = params.at(0);
    if (!Array.isArray(changes)) throw invalid("parameter 0 should be a list of changes");
    node.setStorage(changes.map(toChange));
    return node.chain.best.hash;
  },
  dev_timeTravel: travel,
  dev_setTime: travel,
  /** `[address, rao]`: a free balance; as text where it is beyond 2^53. */
  dev_fund({ workbench }, params) {
    workbench.fund(params.account(0), params.amount(1));
    return null;
  },
  /** `[address]`: its transactions need no good signature. */
  dev_impersonate({ workbench }, params) {
    workbench.impersonate(params.account(0), true);
    return null;
  },
  dev_stopImpersonating({ workbench }, params) {
    workbench.impersonate(params.account(0), false);
    return null;
  },
  /** `[address, call]`: submits a call of an impersonated account. Gives the hash of the transaction. */
  dev_sendAs: ({ workbench }, params) => workbench.sendAs(params.account(0), params.bytes(1)),
  dev_snapshot: ({ workbench }) => workbench.snapshot(),
  /** `[snapshot]`. Gives the hash of the best block. */
  dev_revert: explained(({ node, workbench }, params) => {
    workbench.revert(params.number(0));
    return node.chain.best.hash;
  }),
  /** `[text]` */
  dev_setSeed({ workbench }, params) {
    workbench.setSeed(params.string(0));
    return null;
  },
  /** Block making as nodes with manual sealing name it. */
  engine_createBlock({ node }) {
    const { hash } = node.seal();
    return { hash, aux: CREATED };
  },
  /** `[hash]`: blocks are final as they are made. */
  engine_finalizeBlock: ({ node }, params) => node.chain.byHash(params.key(0)) !== undefined,
  dev_dumpState: ({ workbench }) => workbench.dump(),
  /** `[dump]`. Gives the hash of the best block. */
  dev_loadState: explained(({ node, workbench }, params) => {
    workbench.load(params.at(0));
    return node.chain.best.hash;
  }),
};
