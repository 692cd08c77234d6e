import { announceAxon, keepAnnounced, requireRegistration, SubtensorClient, watchMetagraph } from "@taostack/chain";
import { openCommodity } from "@taostack/commodities";
import { type Logger, type Running, startWith, toHex } from "@taostack/primitives";
import { axonProtocol } from "@taostack/protocol";
import { type HealthCheck, startTelemetry } from "@taostack/telemetry";
import { openHotkey, type Signer } from "@taostack/wallet";
import { parseGateways } from "./admission.js";
import { startChallengeLoop } from "./challenge-loop.js";
import { followStanding } from "./follow-standing.js";
import type { FeedPlan } from "./forecast/feed-plan.js";
import { createJudging } from "./judging.js";
import { openMarket } from "./market.js";
import { openMemory } from "./memory.js";
import { registerMetrics } from "./metrics.js";
import { followMiners } from "./miners/follow-miners.js";
import { resolveValidator, type ValidatorInput } from "./options.js";
import type { MinerStanding } from "./scoreboard.js";
import { serveGateways } from "./serve.js";
import { validatorService } from "./service.js";
import { SOFTWARE_VERSION } from "./version.js";
import { WeightSetter } from "./weights/weight-setter.js";

/** What a validator works with, for whoever has one at hand. The caller closes what it gives. */
export interface ValidatorModules {
  readonly chain?: SubtensorClient;
  readonly signer?: Signer;
  readonly logger?: Logger;
  /** Series to have forecast, in place of those that the options name. */
  readonly feeds?: readonly FeedPlan[];
}

export interface RunningValidator extends Running {
  readonly hotkey: string;
  /** At the start; pruning and registering anew changes it. */
  readonly uid: number;
  readonly host: string;
  readonly port: number;
  /** What it thinks of each miner now. */
  standings(): MinerStanding[];
}

/**
 * Challenges the miners of a subnet, scores them, sets weights in each epoch, and answers gateways. `stop` keeps the scores.
 * @throws `options/…`, `validator/invalid_gateway`, `validator/state_corrupt`, `chain/not_registered`, `chain/no_external_ip`,
 * `protocol/listen_failed`, and what wallet, chain, commodity and model throw.
 */
export async function startValidator(input: ValidatorInput, modules: ValidatorModules = {}): Promise<RunningValidator> {
  const { config, commodity: given } = resolveValidator(input);
  const gateways = parseGateways(config.gateways);
  const { netuid } = config;
  return startWith(async (onClose, stop) => {
    let ready: HealthCheck = () => ({ ok: false, detail: { reason: "starting" } });
    const telemetry = await startTelemetry("validator", config, { ...modules, health: { ready: () => ready() } });
    onClose(() => telemetry.stop());
    const { logger, metrics } = telemetry;
    const unary = await openCommodity(given);
    const signer = modules.signer ?? (await openHotkey(config));
    const hotkey = signer.address;
    const chain = modules.chain ?? (await SubtensorClient.connect(config.endpoint, { logger }));
    if (modules.chain === undefined) onClose(() => chain.close());
    const { genesisHash } = chain;
    const uid = await requireRegistration(chain, netuid, hotkey);
    const identity = { genesisHash: toHex(genesisHash), netuid, hotkey };
    const memory = await openMemory({ path: config.statePath, alpha: config.movingAverageAlpha }, identity, logger);
    onClose(() => memory.keeper.save());
    const metagraph = await watchMetagraph(chain, netuid, { logger });
    onClose(() => metagraph.stop());
    const standing = followStanding(metagraph, hotkey, logger);
    onClose(standing.stop);
    const { scoreboard } = memory;
    const miners = followMiners(metagraph, {
      signer,
      genesisHash,
      netuid,
      scoreboard,
      maxAnswerBytes: unary?.messageBytes?.answer,
      logger,
    });
    onClose(miners.close);
    const { pool } = miners;
    const judging = createJudging({ pool, scoreboard, metrics, logger });
    const market = await openMarket(unary, config, judging, { ...modules, memory });
    onClose(() => market.dispose());
    const { commodity, card, desk, handlers } = market;
    logger.info("reference model loaded", { commodity, model: card });
    const loop = startChallengeLoop(
      { intervalMs: config.challengeIntervalMs, sampleSize: config.sampleSize },
      { ...judging, examine: market.examine, onRound: () => memory.keeper.saveSoon() },
    );
    onClose(() => loop.stop());
    const serving = () => new Set(pool.all().map((miner) => miner.hotkey));
    const setter = new WeightSetter(config, { chain, signer, metagraph, memory, serving, logger });
    onClose(() => setter.stop());
    onClose(chain.blocks.watch(({ number }) => setter.onBlock(number)));

    registerMetrics(metrics, { metagraph, pool, loop, desk, memory });
    const service = validatorService({ identity, metagraph, memory, pool, loop, desk, handlers });
    const models = [{ commodity, ...card }];
    const server = await serveGateways(
      { ...config, gateways, models },
      { signer, metagraph, service, genesisHash, logger },
    );
    onClose(() => server.stop());
    const { host, port } = server;
    const axon = { ...config, signer, host, port, protocol: axonProtocol.validator, version: SOFTWARE_VERSION };
    onClose(await keepAnnounced({ hotkey, metagraph, announce: () => announceAxon(chain, axon), logger }));
    ready = standing.ready;
    logger.info("validator serving", { netuid, uid, hotkey, host, port });
    return { hotkey, uid, host, port, standings: () => scoreboard.standings(), stop };
  });
}
