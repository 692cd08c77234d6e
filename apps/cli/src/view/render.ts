import { formatTao } from "@taostack/primitives";
import { bar, duration, fit, grouped, sparkline, table } from "./format.js";
import type { EventLine, NetworkSnapshot, NeuronLine } from "./snapshot.js";

export type Page = "overview" | "logs" | "help";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

const KEYS = "q quit   l log   o overview   ? help";

/** The lines of the live view, exactly as many as fit. */
export function renderPage(page: Page, snapshot: NetworkSnapshot, size: Size): string[] {
  const head = [headline(snapshot, size.columns), ""];
  const body =
    page === "help"
      ? helpLines(snapshot)
      : page === "logs"
        ? logLines(snapshot, size.rows - 5)
        : overview(snapshot, size);
  const lines = [...head, ...body.map((line) => (line ? `  ${line}` : ""))].slice(0, Math.max(size.rows - 2, 1));
  return [...lines, "", `  ${KEYS}`].map((line) => fit(line, size.columns));
}

function headline({ block, blockTimeMs, epochInBlocks }: NetworkSnapshot, columns: number): string {
  const left = "taostack  local network";
  const right = `block ${grouped(block)} · ${duration(blockTimeMs)} · epoch in ${epochInBlocks}`;
  return left.padEnd(Math.max(columns - right.length, left.length + 2)) + right;
}

/** Where to go and what to try: said once in plain output, and always on top of the live view. */
export function addressLines({ chainUrl, gatewayUrl, explorerUrl, apiKey }: NetworkSnapshot): string[] {
  return [
    `explorer   ${explorerUrl}`,
    `gateway    ${gatewayUrl}/v1   key  ${apiKey}`,
    `chain      ${chainUrl}`,
    `try        npx -y pnpm@12 tao ask "What is a subnet?"`,
  ];
}

function overview(snapshot: NetworkSnapshot, { rows }: Size): string[] {
  const { subnet } = snapshot;
  const fixed = [
    ...addressLines(snapshot),
    "",
    `subnet ${subnet.netuid} ${subnet.name}   price ${formatTao(subnet.priceRao, { decimals: 4 })}   ` +
      `answers/min ${subnet.answersPerMinute}   p50 ${subnet.p50Ms === undefined ? "–" : duration(subnet.p50Ms)}`,
    "",
    ...neuronTable(snapshot.neurons),
    "",
  ];
  const room = Math.max(rows - fixed.length - 4, 0);
  return [
    ...fixed,
    ...snapshot.events
      .slice(-room || snapshot.events.length)
      .slice(0, room)
      .map(eventLine),
  ];
}

function neuronTable(neurons: readonly NeuronLine[]): string[] {
  const columns = [
    { head: "uid", align: "right" },
    { head: "neuron" },
    { head: "state" },
    { head: "stake α", align: "right" },
    { head: "incentive", align: "right" },
    { head: "" },
    { head: "dividends", align: "right" },
    { head: "epochs" },
    { head: "" },
  ] as const;
  return table(
    columns,
    neurons.map((neuron) => [
      String(neuron.uid),
      neuron.name,
      neuron.state,
      formatTao(neuron.stake, { decimals: 2, symbol: "" }),
      neuron.role === "miner" ? neuron.incentive.toFixed(3) : "",
      bar(neuron.role === "miner" ? neuron.incentive : 0, 8),
      neuron.role === "validator" ? neuron.dividends.toFixed(3) : "",
      sparkline(neuron.history, 8),
      neuron.note,
    ]),
  );
}

const clock = (at: Date): string => at.toTimeString().slice(0, 8);

export const eventLine = ({ at, source, text }: EventLine): string => `${clock(at)}  ${source.padEnd(11)} ${text}`;

function logLines({ events }: NetworkSnapshot, room: number): string[] {
  return events.slice(-Math.max(room, 1)).map(eventLine);
}

function helpLines(snapshot: NetworkSnapshot): string[] {
  return [
    "A chain, a subnet, its owner, validators, miners and a gateway run on this machine.",
    "Validators ask miners, judge the answers and set weights; at each epoch the chain turns",
    "weights and stake into incentive (miners) and dividends (validators), paid in alpha.",
    "",
    ...addressLines(snapshot),
    "",
    `curl ${snapshot.gatewayUrl}/v1/chat/completions -H "authorization: Bearer ${snapshot.apiKey}" \\`,
    `  -H "content-type: application/json" \\`,
    `  -d '{"model":"tao-text","messages":[{"role":"user","content":"What is a subnet?"}]}'`,
    "",
    "Kill a miner (its pid is in .taostack/up.json) and see it come back.",
  ];
}
