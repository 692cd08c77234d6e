import {
  announceAxon,
  type MetagraphWatch,
  requireRegistration,
  SubtensorClient,
  watchMetagraph,
} from "@taostack/chain";
import { text } from "@taostack/commodities";
import type { TextModel } from "@taostack/inference";
import { type Logger, RAO_PER_TAO, type Running, resolveOptions, startWith } from "@taostack/primitives";
import { axonProtocol, type NeuronServer, startNeuronServer } from "@taostack/protocol";
import { startTelemetry } from "@taostack/telemetry";
import { openHotkey, type Signer } from "@taostack/wallet";
import { createAdmission } from "./admission.js";
import { followStanding } from "./follow-standing.js";
import { type MinerConfig, type MinerInput, minerOptions } from "./options.js";
import { SOFTWARE_VERSION } from "./version.js";

/** What a miner works with, for whoever has one at hand. The caller closes what it gives. */
export interface MinerModules {
  readonly chain?: SubtensorClient;
  readonly signer?: Signer;
  readonly logger?: Logger;
}

export interface RunningMiner extends Running {
  readonly hotkey: string;
  readonly uid: number;
  readonly host: string;
  readonly port: number;
}

/**
 * Serves a model to the validators of a subnet, and tells the chain where. `stop` lets answers in progress finish for a few seconds.
 * @throws `chain/not_registered`, `chain/no_external_ip`, and what wallet, chain, model and server throw.
 */
export function startMiner(input: MinerInput, modules: MinerModules = {}): Promise<RunningMiner> {
  const config = resolveOptions(minerOptions, { flags: input });
  const { netuid } = config;
  return startWith(async (onClose, stop) => {
    const { logger, metrics, ...telemetry } = await startTelemetry("miner", config, modules);
    onClose(() => telemetry.stop());
    const signer = modules.signer ?? (await openHotkey(config));
    const chain = modules.chain ?? (await SubtensorClient.connect(config.endpoint, { logger }));
    if (modules.chain === undefined) onClose(() => chain.close());
    const uid = await requireRegistration(chain, netuid, signer.address);
    const metagraph = await watchMetagraph(chain, netuid, { logger });
    onClose(() => metagraph.stop());
    const model = await text.loadModel(config.model, modelOptions(config));
    onClose(() => model.dispose());
    logger.info("model loaded", { ...model.card });

    const server = await serve(config, { signer, model, metagraph, genesisHash: chain.genesisHash, logger });
    onClose(() => server.stop());
    const { host, port } = server;
    followStanding(metagraph, { hotkey: signer.address, server, metrics, logger });
    await announceAxon(chain, {
      ...config,
      signer,
      host,
      port,
      protocol: axonProtocol.miner,
      version: SOFTWARE_VERSION,
    });
    logger.info("miner serving", { netuid, uid, hotkey: signer.address, host, port });
    return { hotkey: signer.address, uid, host, port, stop };
  });
}

const modelOptions = ({ threads, maxConcurrent, maxQueue, dtype }: MinerConfig) => ({
  threads,
  maxConcurrent,
  maxQueue,
  ...(dtype === undefined ? {} : { dtype }),
});

interface ServeModules {
  readonly signer: Signer;
  readonly model: TextModel;
  readonly metagraph: MetagraphWatch;
  readonly genesisHash: Uint8Array;
  readonly logger: Logger;
}

function serve(config: MinerConfig, { model, metagraph, ...modules }: ServeModules): Promise<NeuronServer> {
  const { host, port, netuid, callsPerMinute } = config;
  const minStake = BigInt(Math.round(config.minStake * Number(RAO_PER_TAO)));
  const view = { subnet: () => metagraph.current, now: () => performance.now() };
  const admit = createAdmission({ minStake, callsPerMinute }, view);
  return startNeuronServer({
    ...modules,
    host,
    port,
    netuid,
    authorize: ({ hotkey }) => admit(hotkey),
    services: [text.serve(model)],
    describe: () => ({ role: "miner", version: SOFTWARE_VERSION, models: [{ commodity: text.name, ...model.card }] }),
    limits: { drainMs: 3_000 },
  });
}
