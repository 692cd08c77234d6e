import type { Signer } from "@taostack/wallet";
import type { SubtensorClient } from "./client.js";
import type { ServeAxonOptions } from "./operations/neurons.js";

/**
 * Makes the chain name this address for the signer's hotkey. Nothing is sent when it does so already: the chain limits how often
 * an axon may be served.
 * @returns Whether it had to be sent.
 * @throws as `client.neurons.serveAxon`.
 */
export async function announceAxon(
  client: SubtensorClient,
  options: ServeAxonOptions & { readonly signer: Signer },
): Promise<boolean> {
  const { signer, netuid, ip, port, protocol, version } = options;
  const current = await client.neurons.axon(netuid, signer.address);
  const same =
    current?.ip === ip && current.port === port && current.protocol === protocol && current.version === version;
  if (!same) await client.neurons.serveAxon(options);
  return !same;
}
