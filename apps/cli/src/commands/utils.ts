import { NETWORKS, SubtensorClient } from "@taostack/chain";
import { formatTao, parseTao, rao } from "@taostack/primitives";
import type { Context } from "../context.js";
import { invalidArgument } from "../errors.js";
import { duration } from "../view/format.js";

/** `1.5` TAO is `1500000000rao`, and back. */
export async function convert(context: Context, [text = ""]: readonly string[]): Promise<void> {
  const [, units] = /^(\d+) ?rao$/i.exec(text.trim()) ?? [];
  const amount = units === undefined ? parseTao(text) : rao(BigInt(units));
  context.result({ rao: amount, tao: formatTao(amount, { symbol: "" }).replaceAll(",", "") }, [
    `${formatTao(amount)}   ${amount} rao`,
  ]);
}

const ROUNDS = 3;

interface Latency {
  readonly endpoint: string;
  readonly connectMs?: number;
  readonly requestMs?: number;
  readonly error?: string;
}

/** How long each endpoint takes to connect to, and to answer one request. */
export async function latency(context: Context, given: readonly string[]): Promise<void> {
  const endpoints = given.length > 0 ? given : [NETWORKS.finney, NETWORKS.archive, NETWORKS.test];
  if (endpoints.length > 20) throw invalidArgument("endpoints", String(endpoints.length), "It takes 20 at most.");
  const found: Latency[] = [];
  // One after the other: they would share this line.
  for (const endpoint of endpoints) found.push(await measure(endpoint));
  const shown = (ms: number | undefined) => (ms === undefined ? "–" : duration(ms));
  const rows = found.map(({ endpoint, connectMs, requestMs, error }) => [
    endpoint,
    shown(connectMs),
    shown(requestMs),
    error ?? "",
  ]);
  const columns = [
    { head: "endpoint" },
    { head: "connect", align: "right" },
    { head: "request", align: "right" },
    { head: "" },
  ] as const;
  context.result(found, context.table(columns, rows));
}

async function measure(endpoint: string): Promise<Latency> {
  const begun = performance.now();
  let client: SubtensorClient | undefined;
  try {
    client = await SubtensorClient.connect(endpoint);
    const connectMs = Math.round(performance.now() - begun);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const asked = performance.now();
      await client.operations.chain.head({});
      times.push(performance.now() - asked);
    }
    return { endpoint, connectMs, requestMs: Math.round(Math.min(...times)) };
  } catch (error) {
    return { endpoint, error: error instanceof Error ? error.message : String(error) };
  } finally {
    await client?.close();
  }
}
