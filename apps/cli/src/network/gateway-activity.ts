/** What the gateway's public pages tell of its answers. */
export interface GatewayActivity {
  readonly answersPerMinute: number;
  readonly medianMs: number | undefined;
  /** Oldest first. */
  readonly answers: readonly SeenAnswer[];
}

export interface SeenAnswer {
  readonly requestId: string;
  readonly winnerHotkey?: string;
  readonly totalMs: number;
  readonly miners: readonly { readonly hotkey: string; readonly outcome: string; readonly score: number }[];
}

const TIMEOUT_MS = 2_000;

/** @throws what `fetch` throws. */
export async function readActivity(gatewayUrl: string): Promise<GatewayActivity> {
  const [network, recent] = await Promise.all([
    getJson<{ answers: { lastMinute: { count: number; medianMs?: number } } }>(`${gatewayUrl}/api/network`),
    getJson<{ answers: SeenAnswer[] }>(`${gatewayUrl}/api/answers?limit=20`),
  ]);
  const { count, medianMs } = network.answers.lastMinute;
  return { answersPerMinute: count, medianMs, answers: recent.answers.reverse() };
}

async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  return (await response.json()) as T;
}
