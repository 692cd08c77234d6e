import {
  announceAxon,
  type MetagraphWatch,
  requireRegistration,
  SubtensorClient,
  watchMetagraph,
} from "@taostack/chain";
import { text } from "@taostack/commodities";
import { type Logger, type Running, resolveOptions, startWith, toHex } from "@taostack/primitives";
import {
  axonProtocol,
  connectNeuron,
  type NeuronServer,
  type ServiceImplementation,
  startNeuronServer,
} from "@taostack/protocol";
import { startTelemetry } from "@taostack/telemetry";
import { openHotkey, type Signer } from "@taostack/wallet";
import { createGatewayAdmission } from "./admission.js";
import { startChallengeLoop } from "./challenge-loop.js";
import { createJudging } from "./judging.js";
import { type Memory, openMemory } from "./memory.js";
import { registerMetrics } from "./metrics.js";
import { findMiners } from "./miners/find-miners.js";
import { MinerPool } from "./miners/pool.js";
import { type ValidatorConfig, type ValidatorInput, validatorOptions } from "./options.js";
import { OrganicDesk, type OrganicOptions } from "./organic.js";
import type { MinerStanding } from "./scoreboard.js";
import { validatorService } from "./service.js";
import { SOFTWARE_VERSION } from "./version.js";
import { WeightSetter } from "./weights/weight-setter.js";

/** What a validator works with, for whoever has one at hand. The caller closes what it gives. */
export interface ValidatorModules {
  readonly chain?: SubtensorClient;
  readonly signer?: Signer;
  readonly logger?: Logger;
}

export interface RunningValidator extends Running {
  readonly hotkey: string;
  readonly uid: number;
  readonly host: string;
  readonly port: number;
  /** What it thinks of each miner now. */
  standings(): MinerStanding[];
}

/** Time for connecting to a miner and proving the hotkeys. */
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Challenges the miners of a subnet, scores them, sets weights in each epoch, and answers gateways. `stop` keeps the scores.
 * @throws `chain/not_registered`, `chain/no_external_ip`, `validator/state_corrupt`, and what wallet, chain, model and server
 * throw.
 */
export function startValidator(input: ValidatorInput, modules: ValidatorModules = {}): Promise<RunningValidator> {
  const config = resolveOptions(validatorOptions, { flags: input });
  const { netuid } = config;
  return startWith(async (onClose, stop) => {
    const { logger, metrics, ...telemetry } = await startTelemetry("validator", config, modules);
    onClose(() => telemetry.stop());
    const signer = modules.signer ?? (await openHotkey(config));
    const chain = modules.chain ?? (await SubtensorClient.connect(config.endpoint, { logger }));
    if (modules.chain === undefined) onClose(() => chain.close());
    const uid = await requireRegistration(chain, netuid, signer.address);
    const metagraph = await watchMetagraph(chain, netuid, { logger });
    onClose(() => metagraph.stop());
    const reference = await text.loadModel(config.model, { threads: config.threads, maxConcurrent: 8, maxQueue: 256 });
    onClose(() => reference.dispose());
    logger.info("reference model loaded", { ...reference.card });

    const identity = { genesisHash: toHex(chain.genesisHash), netuid, hotkey: signer.address };
    const memory = await openMemory({ path: config.statePath, alpha: config.movingAverageAlpha }, identity, logger);
    onClose(() => memory.keeper.save());
    const pool = openPool(metagraph, memory, { signer, genesisHash: chain.genesisHash, netuid, logger });
    onClose(() => pool.close());
    const judging = createJudging({ reference, pool, scoreboard: memory.scoreboard, logger });
    const loop = startChallengeLoop(
      { intervalMs: config.challengeIntervalMs, sampleSize: config.sampleSize, timeoutMs: config.answerTimeoutMs },
      { ...judging, onRound: () => memory.keeper.saveSoon() },
    );
    onClose(() => loop.stop());
    const desk = new OrganicDesk(organicOptions(config, reference.card.name), judging);
    const setter = new WeightSetter(config, { chain, signer, metagraph, memory, logger });
    const unwatch = chain.blocks.watch(({ number }) => setter.onBlock(number));
    onClose(async () => {
      unwatch();
      await setter.settled();
    });

    registerMetrics(metrics, { metagraph, pool, loop, desk, setter });
    const service = validatorService({ identity, metagraph, memory, pool, loop, desk, setter });
    const models = [{ commodity: text.name, ...reference.card }];
    const server = await serve(config, { signer, metagraph, service, models, genesisHash: chain.genesisHash, logger });
    onClose(() => server.stop());
    const { host, port } = server;
    await announceAxon(chain, {
      ...config,
      signer,
      host,
      port,
      protocol: axonProtocol.validator,
      version: SOFTWARE_VERSION,
    });
    logger.info("validator serving", { netuid, uid, hotkey: signer.address, host, port });
    return { hotkey: signer.address, uid, host, port, standings: () => memory.scoreboard.standings(), stop };
  });
}

interface PoolContext {
  readonly signer: Signer;
  readonly genesisHash: Uint8Array;
  readonly netuid: number;
  readonly logger: Logger;
}

/** Channels to the miners that the metagraph names, and no scores of those that it does not. */
function openPool(metagraph: MetagraphWatch, { scoreboard }: Memory, context: PoolContext): MinerPool {
  const { signer, logger } = context;
  const pool = new MinerPool({
    connect: ({ hotkey, axon }) =>
      connectNeuron({ ...context, host: axon.ip, port: axon.port, peerHotkey: hotkey, timeoutMs: CONNECT_TIMEOUT_MS }),
    now: () => performance.now(),
    logger,
  });
  const follow = (): void => {
    pool.update(findMiners(metagraph.current, signer.address));
    scoreboard.retain(metagraph.current.hotkeys);
  };
  metagraph.onChange(follow);
  follow();
  return pool;
}

const organicOptions = (config: ValidatorConfig, model: string): OrganicOptions => ({
  model,
  miners: config.organicMiners,
  maxConcurrent: config.maxOrganic,
  timeoutMs: config.answerTimeoutMs,
  stallMs: config.stallMs,
  // So many tokens tell models apart, and cost a reader little time.
  openingTokens: 6,
  openingWaitMs: 250,
  graceMs: 250,
});

interface ServeContext {
  readonly signer: Signer;
  readonly genesisHash: Uint8Array;
  readonly metagraph: MetagraphWatch;
  readonly service: ServiceImplementation;
  readonly models: readonly { readonly commodity: string; readonly name: string; readonly hash: string }[];
  readonly logger: Logger;
}

function serve(
  config: ValidatorConfig,
  { metagraph, service, models, ...context }: ServeContext,
): Promise<NeuronServer> {
  const { host, port, netuid, gateways } = config;
  const coldkeyOf = (hotkey: string) => metagraph.current.coldkeys[metagraph.current.hotkeys.indexOf(hotkey)];
  const admit = createGatewayAdmission({
    gateways: new Set(gateways),
    coldkeyOf,
    ownColdkey: () => coldkeyOf(context.signer.address),
  });
  return startNeuronServer({
    ...context,
    host,
    port,
    netuid,
    authorize: ({ hotkey }) => admit(hotkey),
    services: [service],
    describe: () => ({ role: "validator", version: SOFTWARE_VERSION, models }),
    limits: { drainMs: 3_000 },
  });
}
