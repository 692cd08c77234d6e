import { rpcError } from "../../node/errors.js";
import type { HexString } from "../../scale/index.js";
import type { RpcMethods } from "../method.js";
import { Params } from "../params.js";

const MAX_BLOCKS_PER_REQUEST = 10_000;

interface NewBlockOptions {
  readonly count?: unknown;
  readonly to?: unknown;
  readonly transactions?: unknown;
}

function toChange(pair: unknown): readonly [HexString, Uint8Array | undefined] {
  if (!Array.isArray(pair)) throw rpcError(-32602, "Invalid params: each change should be [key, value or null]");
  const params = new Params(pair);
  return [params.key(0), params.optionalBytes(1)];
}

/** For tools that test against a chain; the names are those of the fork tool that the ecosystem knows. */
export const devMethods: RpcMethods = {
  /** Makes `count` blocks (one if not given), or blocks up to number `to`. Gives the hash of the last. */
  dev_newBlock({ node }, params) {
    const { count, to, transactions } = (params.at(0) ?? {}) as NewBlockOptions;
    if (Array.isArray(transactions)) {
      const list = new Params(transactions);
      for (const index of transactions.keys()) node.submit(list.bytes(index));
    }
    const blocks = to === undefined ? Number(count ?? 1) : Number(to) - node.chain.best.number;
    if (!Number.isSafeInteger(blocks) || blocks > MAX_BLOCKS_PER_REQUEST) {
      throw rpcError(-32602, `Invalid params: at most ${MAX_BLOCKS_PER_REQUEST} blocks at a time`);
    }
    for (let made = 0; made < blocks; made += 1) node.seal();
    return node.chain.best.hash;
  },
  /** Writes raw storage, `[[key, value or null], …]`, into the state of the best block. Gives its hash. */
  dev_setStorage({ node }, params) {
    const changes = params.at(0);
    if (!Array.isArray(changes)) throw rpcError(-32602, "Invalid params: parameter 0 should be a list of changes");
    node.setStorage(changes.map(toChange));
    return node.chain.best.hash;
  },
  /** Sets the time of the next block: milliseconds since 1970, or a date as text. Gives the milliseconds. */
  dev_timeTravel({ node }, params) {
    const when = params.at(0);
    const timeMs = typeof when === "string" ? Date.parse(when) : params.number(0);
    if (Number.isNaN(timeMs)) throw rpcError(-32602, "Invalid params: parameter 0 should be a date");
    node.travelTo(timeMs);
    return timeMs;
  },
};
