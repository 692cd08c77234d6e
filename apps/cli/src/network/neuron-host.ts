import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { CodedError } from "@taostack/primitives";

/** The chain refuses 127.0.0.1 in axon records; Linux answers on all of 127.0.0.0/8. */
const SECOND_LOOPBACK = "127.0.0.2";

/**
 * An address of this machine that the chain takes for an axon: a second loopback address, which stays off the network, or, where
 * the system has none, the machine's own address. @throws `up/no_address`.
 */
export async function neuronHost(): Promise<string> {
  if (await canListen(SECOND_LOOPBACK)) return SECOND_LOOPBACK;
  const own = Object.values(networkInterfaces())
    .flat()
    .find((entry) => entry?.family === "IPv4" && !entry.internal);
  if (own !== undefined) return own.address;
  throw new CodedError(
    { code: "up/no_address" as const },
    "This machine has no address that the chain takes for a neuron.",
    {
      remedy: "Add a loopback alias (on macOS: sudo ifconfig lo0 alias 127.0.0.2), or connect it to a network.",
    },
  );
}

function canListen(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ host, port: 0 }, () => probe.close(() => resolve(true)));
  });
}
