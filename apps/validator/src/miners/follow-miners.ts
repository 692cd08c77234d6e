import type { MetagraphWatch } from "@taostack/chain";
import type { Logger } from "@taostack/primitives";
import { connectNeuron } from "@taostack/protocol";
import type { Signer } from "@taostack/wallet";
import type { Scoreboard } from "../scoreboard.js";
import { findMiners } from "./find-miners.js";
import { MinerPool } from "./pool.js";

export interface FollowContext {
  readonly signer: Signer;
  readonly genesisHash: Uint8Array;
  readonly netuid: number;
  readonly scoreboard: Scoreboard;
  /** Longest message of an answer; the protocol's own limit by default. */
  readonly maxAnswerBytes?: number | undefined;
  readonly logger: Logger;
}

export interface FollowedMiners {
  readonly pool: MinerPool;
  close(): void;
}

/** Time for connecting to a miner and proving the hotkeys. */
const CONNECT_TIMEOUT_MS = 5_000;

/** Channels to the miners that the metagraph names, and no scores of those that it does not. */
export function followMiners(metagraph: MetagraphWatch, context: FollowContext): FollowedMiners {
  const { signer, genesisHash, netuid, scoreboard, maxAnswerBytes, logger } = context;
  const hotkey = signer.address;
  const limits = maxAnswerBytes === undefined ? {} : { maxResponseBytes: maxAnswerBytes };
  const line = { signer, genesisHash, netuid, timeoutMs: CONNECT_TIMEOUT_MS, limits, logger };
  const pool = new MinerPool({
    connect: ({ hotkey: peerHotkey, axon: { ip: host, port } }) => connectNeuron({ ...line, host, port, peerHotkey }),
    permitted: () => metagraph.current.validatorPermit[metagraph.current.hotkeys.indexOf(hotkey)] === 1,
    now: () => performance.now(),
    logger,
  });
  const follow = (): void => {
    pool.update(findMiners(metagraph.current, hotkey));
    scoreboard.retain(metagraph.current.hotkeys);
  };
  const unwatch = metagraph.onChange(follow);
  follow();
  return {
    pool,
    close: () => {
      unwatch();
      pool.close();
    },
  };
}
