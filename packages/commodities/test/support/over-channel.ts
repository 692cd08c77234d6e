import {
  connectNeuron,
  type NeuronChannel,
  type NeuronServer,
  type ServerLimits,
  type ServiceImplementation,
  startNeuronServer,
} from "@taostack/protocol";
import { createKeypairFromUri } from "@taostack/wallet";

const network = { host: "127.0.0.1", netuid: 2, genesisHash: new Uint8Array(32).fill(7) };

export interface Served {
  readonly server: NeuronServer;
  /** Of the miner. */
  readonly hotkey: string;
  /** As an account of development: `//Alice`. */
  connect(uri: string): Promise<NeuronChannel>;
}

/** A miner of this process that serves one market to whoever comes. */
export async function serveMarket(
  service: ServiceImplementation | ((hotkey: string) => ServiceImplementation),
  { uri = "//Bob", limits = {} }: { readonly uri?: string; readonly limits?: Partial<ServerLimits> } = {},
): Promise<Served> {
  const signer = await createKeypairFromUri(uri);
  const hotkey = signer.address;
  const server = await startNeuronServer({
    ...network,
    port: 0,
    signer,
    authorize: () => "allow",
    services: [typeof service === "function" ? service(hotkey) : service],
    describe: () => ({ role: "miner" }),
    limits,
  });
  const connect = async (peer: string) =>
    connectNeuron({ ...network, port: server.port, signer: await createKeypairFromUri(peer), peerHotkey: hotkey });
  return { server, hotkey, connect };
}
