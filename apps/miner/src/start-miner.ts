import {
  announceAxon,
  keepAnnounced,
  type MetagraphWatch,
  requireRegistration,
  SubtensorClient,
  watchMetagraph,
} from "@taostack/chain";
import { type Logger, RAO_PER_TAO, type Running, startWith } from "@taostack/primitives";
import { axonProtocol, type NeuronServer, startNeuronServer } from "@taostack/protocol";
import { type HealthCheck, type Metrics, startTelemetry } from "@taostack/telemetry";
import { openHotkey, type Signer } from "@taostack/wallet";
import { createAdmission } from "./admission.js";
import { followStanding } from "./follow-standing.js";
import { measureAdmission, measureAnswers } from "./measure.js";
import { type Offer, openOffer } from "./offer.js";
import { type MinerConfig, type MinerInput, resolveMiner } from "./options.js";
import { SOFTWARE_VERSION } from "./version.js";

/** What a miner works with, for whoever has one at hand. The caller closes what it gives. */
export interface MinerModules {
  readonly chain?: SubtensorClient;
  readonly signer?: Signer;
  readonly logger?: Logger;
}

export interface RunningMiner extends Running {
  readonly hotkey: string;
  /** At the start; pruning and registering anew changes it. */
  readonly uid: number;
  readonly host: string;
  readonly port: number;
}

/**
 * Serves a model to the validators of a subnet, and tells the chain where. `stop` lets answers in progress finish for a few seconds.
 * @throws `options/…`, `chain/not_registered`, `chain/no_external_ip`, `protocol/listen_failed`, and what wallet, chain, commodity
 * and model throw.
 */
export async function startMiner(input: MinerInput, modules: MinerModules = {}): Promise<RunningMiner> {
  const { config, commodity } = resolveMiner(input);
  const { netuid } = config;
  return startWith(async (onClose, stop) => {
    let ready: HealthCheck = () => ({ ok: false, detail: { reason: "starting" } });
    const telemetry = await startTelemetry("miner", config, { ...modules, health: { ready: () => ready() } });
    onClose(() => telemetry.stop());
    const { logger, metrics } = telemetry;
    const signer = modules.signer ?? (await openHotkey(config));
    const hotkey = signer.address;
    const chain = modules.chain ?? (await SubtensorClient.connect(config.endpoint, { logger }));
    if (modules.chain === undefined) onClose(() => chain.close());
    const uid = await requireRegistration(chain, netuid, hotkey);
    const metagraph = await watchMetagraph(chain, netuid, { logger });
    onClose(() => metagraph.stop());
    const offer = await openOffer(commodity, config, { hotkey, metrics });
    onClose(() => offer.dispose());
    logger.info("model loaded", { commodity: offer.commodity, model: offer.card });

    const { genesisHash } = chain;
    const server = await serve(config, { signer, offer, metagraph, metrics, genesisHash, logger });
    onClose(() => server.stop());
    const { host, port } = server;
    const standing = followStanding(metagraph, { hotkey, service: offer.service.service, server, metrics, logger });
    onClose(standing.stop);
    const axon = { ...config, signer, host, port, protocol: axonProtocol.miner, version: SOFTWARE_VERSION };
    onClose(await keepAnnounced({ hotkey, metagraph, announce: () => announceAxon(chain, axon), logger }));
    ready = () => ({ ok: standing.registered, detail: { block: metagraph.block, registered: standing.registered } });
    logger.info("miner serving", { netuid, uid, hotkey, host, port });
    return { hotkey, uid, host, port, stop };
  });
}

interface ServeModules {
  readonly signer: Signer;
  readonly offer: Offer;
  readonly metagraph: MetagraphWatch;
  readonly metrics: Metrics;
  readonly genesisHash: Uint8Array;
  readonly logger: Logger;
}

function serve(config: MinerConfig, { offer, metagraph, metrics, ...modules }: ServeModules): Promise<NeuronServer> {
  const { host, port, netuid, callsPerMinute } = config;
  const minStake = BigInt(Math.round(config.minStake * Number(RAO_PER_TAO)));
  const view = { subnet: () => metagraph.current, now: () => performance.now() };
  const admit = measureAdmission(createAdmission({ minStake, callsPerMinute }, view), metrics);
  return startNeuronServer({
    ...modules,
    host,
    port,
    netuid,
    authorize: ({ hotkey }) => admit(hotkey),
    services: [measureAnswers(offer.service, metrics)],
    describe: () => ({
      role: "miner",
      version: SOFTWARE_VERSION,
      models: [{ commodity: offer.commodity, ...offer.card }],
    }),
    limits: { ...offer.limits, drainMs: 3_000 },
  });
}
