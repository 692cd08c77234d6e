import type { SubtensorClient } from "@taostack/chain";
import type { Logger } from "@taostack/primitives";

const CONNECT_TIMEOUT_MS = 30_000;

/** The gateway's own chain client, for when none is handed in. Loaded only then: it brings half a second of imports. */
export async function connectChain(endpoint: readonly string[], logger: Logger): Promise<SubtensorClient> {
  const { SubtensorClient } = await import("@taostack/chain");
  return SubtensorClient.connect([...endpoint], { timeoutMs: CONNECT_TIMEOUT_MS, logger });
}
