import type { Network } from "./api/types.js";
import type { LiveState } from "./api/use-events.js";

export interface ConnectionView {
  readonly state: "starting" | "live" | "quiet" | "lost";
  readonly text: string;
  readonly block: number | undefined;
  /** Since the newest block was seen. */
  readonly ageMs: number | undefined;
}

/** A chain that is silent for this long, or for four blocks if they are slow, is said to be quiet. */
const QUIET_MS = 10_000;

/**
 * What the header says about the connection. Blocks come as events, with this machine's time, or within the network's summary,
 * with the gateway's; the newer block counts.
 */
export function connection(
  live: LiveState,
  network: Network | undefined,
  fetchedAt: number,
  failed: boolean,
  now: number,
): ConnectionView {
  const polled = network?.block ?? undefined;
  const useEvent = live.block !== undefined && live.block.number >= (polled?.number ?? 0);
  const block = useEvent ? live.block?.number : polled?.number;
  const polledAt = network && polled ? fetchedAt - (network.now - polled.at) : undefined;
  const seenAt = useEvent ? live.block?.receivedAt : polledAt;
  const ageMs = seenAt === undefined ? undefined : Math.max(0, now - seenAt);
  const view = { block, ageMs };
  if (failed || live.connected === false) return { ...view, state: "lost", text: "gateway not reached, trying again" };
  if (!network) return { ...view, state: "starting", text: "connecting" };
  const quietMs = Math.max(QUIET_MS, 4 * network.blockTimeMs);
  if (ageMs === undefined || ageMs > quietMs) return { ...view, state: "quiet", text: "no new blocks" };
  return { ...view, state: "live", text: "live" };
}
