import type { MetagraphWatch } from "@taostack/chain";
import type { Logger } from "@taostack/primitives";
import { type NeuronServer, type ServiceImplementation, startNeuronServer } from "@taostack/protocol";
import type { Signer } from "@taostack/wallet";
import { createGatewayAdmission } from "./admission.js";
import { SOFTWARE_VERSION } from "./version.js";

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly netuid: number;
  /** Hotkeys that may send users' requests. */
  readonly gateways: ReadonlySet<string>;
  readonly models: readonly { readonly commodity: string; readonly name?: string; readonly hash?: string }[];
}

export interface ServeModules {
  readonly signer: Signer;
  readonly genesisHash: Uint8Array;
  readonly metagraph: MetagraphWatch;
  readonly service: ServiceImplementation;
  readonly logger: Logger;
}

/** Lets the gateways in that the operator named, and those of the validator's own coldkey. */
export function serveGateways(
  { host, port, netuid, gateways, models }: ServeOptions,
  { metagraph, service, ...modules }: ServeModules,
): Promise<NeuronServer> {
  const coldkeyOf = (hotkey: string) => metagraph.current.coldkeys[metagraph.current.hotkeys.indexOf(hotkey)];
  const ownColdkey = () => coldkeyOf(modules.signer.address);
  const admit = createGatewayAdmission({ gateways, coldkeyOf, ownColdkey });
  return startNeuronServer({
    ...modules,
    host,
    port,
    netuid,
    authorize: ({ hotkey }) => admit(hotkey),
    services: [service],
    describe: () => ({ role: "validator", version: SOFTWARE_VERSION, models }),
    limits: { drainMs: 3_000 },
  });
}
