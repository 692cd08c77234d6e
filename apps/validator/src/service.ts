import type { MetagraphWatch } from "@taostack/chain";
import {
  implementService,
  type MinerScore,
  protocolError,
  type ServiceImplementation,
  ValidatorService,
} from "@taostack/protocol";
import type { ChallengeLoop } from "./challenge-loop.js";
import type { Desk, DeskHandlers } from "./desk.js";
import type { Memory } from "./memory.js";
import type { KnownMiner } from "./miners/link.js";
import type { MinerPool } from "./miners/pool.js";
import type { StateIdentity } from "./state-file.js";
import { SOFTWARE_VERSION } from "./version.js";

export interface ServiceModules {
  readonly identity: StateIdentity;
  readonly metagraph: MetagraphWatch;
  readonly memory: Memory;
  readonly pool: MinerPool;
  readonly loop: ChallengeLoop;
  /** Where the market has one. */
  readonly desk: Desk | undefined;
  /** What answers users; whatever else they ask is not served here. */
  readonly handlers: DeskHandlers;
}

/** What a validator serves to the gateways on its list. */
export function validatorService(modules: ServiceModules): ServiceImplementation {
  const { identity, metagraph, memory, pool, loop, desk, handlers } = modules;
  const { netuid, hotkey } = identity;
  return implementService(ValidatorService, {
    generate: notServed,
    translate: notServed,
    recognise: notServed,
    predict: notServed,
    ...handlers,
    scores: async () => ({
      netuid,
      block: metagraph.block,
      scores: pool.all().map((miner) => scoreOf(miner, modules)),
    }),
    status: async () => ({
      hotkey,
      netuid,
      block: metagraph.block,
      lastWeightsBlock: memory.lastWeights?.block ?? 0,
      challenges: loop.rounds,
      organicRequests: desk?.served ?? 0,
      minersKnown: pool.all().length,
      version: SOFTWARE_VERSION,
    }),
  });
}

function notServed(): never {
  throw protocolError("protocol/not_found", "This validator judges another commodity.", {
    remedy: "Ask a validator of the subnet that trades it.",
  });
}

function scoreOf({ uid, hotkey }: KnownMiner, { memory }: ServiceModules): MinerScore {
  const standing = memory.scoreboard.of(hotkey);
  const row = memory.lastWeights;
  return {
    uid,
    hotkey,
    score: standing?.lastScore ?? 0,
    movingAverage: standing?.average ?? 0,
    weight: row?.weights[row.uids.indexOf(uid)] ?? 0,
    explanation: standing?.explanation ?? "not asked yet",
  };
}
