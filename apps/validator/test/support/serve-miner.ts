import { SECOND_LOOPBACK } from "@taostack/primitives/testing";
import { axonProtocol, type NeuronServer, type ServiceImplementation, startNeuronServer } from "@taostack/protocol";
import type { Keypair } from "@taostack/wallet";
import type { Market } from "./market.js";

/** A miner of this machine that serves what it is given to everyone, and has told the chain where. */
export async function serveMiner(
  { client, netuid }: Market,
  signer: Keypair,
  service: ServiceImplementation,
): Promise<NeuronServer> {
  const server = await startNeuronServer({
    host: SECOND_LOOPBACK,
    port: 0,
    signer,
    genesisHash: client.genesisHash,
    netuid,
    authorize: () => "allow",
    services: [service],
    describe: () => ({ role: "miner" }),
    limits: { drainMs: 0 },
  });
  const { host: ip, port } = server;
  await client.neurons.serveAxon({ signer, netuid, ip, port, protocol: axonProtocol.miner });
  return server;
}
