import { isCodedError, type Running } from "@taostack/primitives";
import { gatewayError } from "../errors.js";
import type { Events } from "../view/create-events.js";
import { createSnapshots, type Snapshot } from "../view/create-snapshots.js";
import type { ChainHead, ChainMetagraph, ChainSubnet, GatewayChain } from "./gateway-chain.js";

export interface ChainView extends Running {
  /** The newest block and when it was seen here; undefined until the first. */
  head(): { readonly head: ChainHead; readonly seenAt: number } | undefined;
  /** All subnets, at most two seconds old while the chain answers. @throws `gateway/chain_unavailable`. */
  subnets(): Promise<Snapshot<readonly ChainSubnet[]>>;
  metagraph(netuid: number): Promise<Snapshot<ChainMetagraph>>;
}

const FRESH_MS = 2_000;
const METAGRAPHS_KEPT = 16;

/** What pages and routes read of the chain: many readers, few calls. */
export function createChainView(chain: GatewayChain, events: Events): ChainView {
  let newest: { head: ChainHead; seenAt: number } | undefined;
  const onHead = (head: ChainHead): void => {
    newest = { head, seenAt: Date.now() };
    events.publish({ type: "block-added", data: { number: head.number, hash: head.hash, at: newest.seenAt } });
  };
  const unwatch = chain.blocks.watch(onHead);
  const subnets = createSnapshots((_: "all") => chain.subnets.list(), { freshMs: FRESH_MS, capacity: 1 });
  const metagraphs = createSnapshots((netuid: number) => chain.metagraph(netuid), {
    freshMs: FRESH_MS,
    capacity: METAGRAPHS_KEPT,
  });
  return {
    head: () => newest,
    subnets: () => subnets("all").catch((error: unknown) => unavailable(error)),
    metagraph: (netuid) => metagraphs(netuid).catch((error: unknown) => unavailable(error, netuid)),
    stop: async () => unwatch(),
  };
}

function unavailable(cause: unknown, netuid?: number): never {
  if (isCodedError(cause, "chain/subnet_not_found")) {
    throw gatewayError({ code: "gateway/not_found", path: `subnet ${netuid}` }, `There is no subnet ${netuid}.`, {
      remedy: "/api/subnets lists those that there are.",
    });
  }
  throw gatewayError({ code: "gateway/chain_unavailable" }, "The chain does not answer.", {
    remedy: "Try again in some seconds; if it stays, check the gateway's chain endpoint.",
    cause,
  });
}
