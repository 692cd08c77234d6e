import { formatTao } from "@taostack/primitives";
import { bar, type Column, duration, fit, grouped, sparkline, table } from "./format.js";
import type { EventLine, NetworkSnapshot, NeuronLine, SubnetLine } from "./snapshot.js";

export type Page = "overview" | "miners" | "log" | "help";
/** How a whole line looks where there is colour. */
export type Tone = "strong" | "faint" | "warning";

export interface ViewLine {
  readonly text: string;
  readonly tone?: Tone;
}

export interface ViewOptions {
  readonly columns: number;
  readonly rows: number;
  /** How the reader calls this program: `tao`. */
  readonly command: string;
  /** Whose neurons the page of miners shows: place in the snapshot, counted round. */
  readonly subnet: number;
}

const KEYS = "q quit   o overview   m miners   l log   ? help";
/** Headline and keys, each with an empty line to the rest. */
const FRAME_ROWS = 4;
const INDENT = 2;

/** The lines of the live view, exactly as many as the terminal has, none wider than it; the keys are always the last. */
export function renderPage(page: Page, snapshot: NetworkSnapshot, options: ViewOptions): ViewLine[] {
  const { columns, rows } = options;
  const room = Math.max(rows - FRAME_ROWS, 0);
  const body = bodyOf(page, snapshot, options, room).slice(0, room);
  const filler = Array.from({ length: room - body.length }, () => blank);
  const lines: ViewLine[] = [
    { text: headline(snapshot, columns), tone: "strong" },
    blank,
    ...body.map((line) => (line.text === "" ? line : { ...line, text: `${" ".repeat(INDENT)}${line.text}` })),
    ...filler,
    blank,
    { text: `  ${KEYS}`, tone: "faint" },
  ];
  return lines.slice(-rows).map((line) => ({ ...line, text: fit(line.text, columns) }));
}

const blank: ViewLine = { text: "" };
const plain = (text: string): ViewLine => ({ text });
const faint = (text: string): ViewLine => ({ text, tone: "faint" });

function bodyOf(page: Page, snapshot: NetworkSnapshot, options: ViewOptions, room: number): ViewLine[] {
  if (page === "help") return helpLines(snapshot, options.command).map(plain);
  if (page === "log") return eventLines(snapshot, room);
  if (page === "miners") return minersPage(snapshot, options, room);
  const top = overview(snapshot, options);
  return [...top, ...eventLines(snapshot, room - top.length)];
}

function headline({ block, blockTimeMs, epochInBlocks }: NetworkSnapshot, columns: number): string {
  const left = "taostack  local network";
  const right = `block ${grouped(block)} · ${duration(blockTimeMs)} · epoch in ${epochInBlocks}`;
  return left.padEnd(Math.max(columns - right.length, left.length + 2)) + right;
}

/** Where to go and what to try: said once in plain output, and always on top of the live view. */
export function addressLines(snapshot: NetworkSnapshot, command: string): string[] {
  const { chainUrl, gatewayUrl, explorerUrl, apiKey } = snapshot;
  return [
    `explorer   ${explorerUrl}`,
    `gateway    ${gatewayUrl}/v1`,
    `key        ${apiKey}`,
    `chain      ${chainUrl}`,
    `try        ${command} ask "What is a subnet?"`,
  ];
}

function overview(snapshot: NetworkSnapshot, { command, columns }: ViewOptions): ViewLine[] {
  const { subnets, answersPerMinute, p50Ms } = snapshot;
  const p50 = p50Ms === undefined ? "" : `   p50 ${duration(p50Ms)}`;
  return [
    ...addressLines(snapshot, command).map(plain),
    plain(`answers    ${answersPerMinute} a minute${p50}`),
    blank,
    ...subnetTable(subnets, columns - INDENT),
    blank,
  ];
}

/** One line for each market: who is best in it, and how that went. */
function subnetTable(subnets: readonly SubnetLine[], maxWidth: number): ViewLine[] {
  const columns: readonly Column[] = [
    { head: "subnet", width: 14 },
    { head: "price", align: "right", width: 8 },
    { head: "running", align: "right" },
    { head: "best miner", width: 14 },
    { head: "incentive", align: "right" },
    { head: "", width: BAR_WIDTH },
    { head: "epochs", width: HISTORY_WIDTH, optional: true },
  ];
  const [head = "", ...rows] = table(columns, subnets.map(subnetCells), maxWidth);
  return [faint(head), ...rows.map((text, index) => toned(text, subnets[index]?.neurons ?? []))];
}

function subnetCells({ netuid, name, priceRao, neurons }: SubnetLine): string[] {
  const run = neurons.filter(({ role }) => role !== "owner");
  const best = neurons.reduce(
    (one, other) => (other.incentive > one.incentive ? other : one),
    neurons[0] as NeuronLine,
  );
  const earning = (best?.incentive ?? 0) > 0;
  return [
    `${netuid} ${name}`,
    formatTao(priceRao, { decimals: 4 }),
    `${run.filter(({ state }) => state === "ready").length} of ${run.length}`,
    earning ? best.name : "",
    (best?.incentive ?? 0).toFixed(3),
    bar(best?.incentive ?? 0, BAR_WIDTH),
    earning ? sparkline(best.history, HISTORY_WIDTH) : "",
  ];
}

/** The neurons of one subnet, and what happened in all of them. */
function minersPage(snapshot: NetworkSnapshot, { columns, subnet: place }: ViewOptions, room: number): ViewLine[] {
  const { subnets } = snapshot;
  const subnet = subnets[place % subnets.length] ?? subnets[0];
  const top = [
    plain(
      `subnet ${subnet.netuid} ${subnet.name}   price ${formatTao(subnet.priceRao, { decimals: 4 })}   m shows the next`,
    ),
    blank,
    ...neuronTable("miner", subnet.neurons, columns - INDENT),
    ...neuronTable("validator", subnet.neurons, columns - INDENT),
    blank,
  ];
  return [...top, ...eventLines(snapshot, room - top.length)];
}

/** The tables stand below each other, so their columns have the same widths. */
const NAME_WIDTH = 13;
const BAR_WIDTH = 8;
const HISTORY_WIDTH = 8;
const NOTE_WIDTH = 15;

/** Miners and validators have tables of one shape: a neuron earns incentive or dividends, and of each kind there is one whole. */
function neuronTable(kind: "miner" | "validator", neurons: readonly NeuronLine[], maxWidth: number): ViewLine[] {
  const columns: readonly Column[] = [
    { head: "uid", align: "right" },
    { head: kind, width: NAME_WIDTH },
    { head: "state", width: 10 },
    { head: "stake α", align: "right", width: 8 },
    { head: kind === "miner" ? "incentive" : "dividends", align: "right" },
    { head: "", width: BAR_WIDTH },
    { head: "epochs", width: HISTORY_WIDTH, optional: true },
    { head: "", width: NOTE_WIDTH },
  ];
  const shown = neurons.filter(({ role }) => (kind === "miner" ? role === "miner" : role !== "miner"));
  const [head = "", ...rows] = table(
    columns,
    shown.map((neuron) => neuronCells(neuron, kind === "miner" ? neuron.incentive : neuron.dividends)),
    maxWidth,
  );
  return [faint(head), ...rows.map((text, index) => toned(text, shown.slice(index, index + 1)))];
}

/** A line about neurons, one of which may be down. */
const toned = (text: string, neurons: readonly NeuronLine[]): ViewLine =>
  neurons.some(({ state }) => state === "restarting" || state === "stopped") ? { text, tone: "warning" } : { text };

const neuronCells = ({ uid, name, state, stake, history, note }: NeuronLine, share: number): string[] => [
  String(uid),
  name,
  state,
  formatTao(stake, { decimals: 2, symbol: "" }),
  share.toFixed(3),
  bar(share, BAR_WIDTH),
  sparkline(history, HISTORY_WIDTH),
  note,
];

const clock = (at: Date): string => at.toTimeString().slice(0, 8);

export const eventLine = ({ at, source, text }: EventLine): string => `${clock(at)}  ${source.padEnd(11)} ${text}`;

/** The newest that fit, oldest first. */
const eventLines = ({ events }: NetworkSnapshot, room: number): ViewLine[] =>
  room <= 0 ? [] : events.slice(-room).map((event) => plain(eventLine(event)));

function helpLines(snapshot: NetworkSnapshot, command: string): string[] {
  return [
    "A chain, five subnets with validators and miners, and a gateway run here.",
    "Validators ask miners, judge the answers and set weights. At each epoch the",
    "chain turns weights and stake into incentive for miners and dividends for",
    "validators, paid in alpha.",
    "",
    ...addressLines(snapshot, command),
    "",
    `curl ${snapshot.gatewayUrl}/v1/chat/completions \\`,
    `  -H "authorization: Bearer $KEY" -H "content-type: application/json" \\`,
    `  -d '{"model":"tao-text","messages":[{"role":"user","content":"Hello"}]}'`,
    "",
    "Kill a miner (its pid is in .taostack/up.json) and see it come back.",
    "Logs of all parts are in .taostack/logs.",
  ];
}
