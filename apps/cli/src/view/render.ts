import { formatTao } from "@taostack/primitives";
import { bar, type Column, duration, fit, grouped, sparkline, table } from "./format.js";
import type { EventLine, NetworkSnapshot, NeuronLine } from "./snapshot.js";

export type Page = "overview" | "log" | "help";
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
}

const KEYS = "q quit   l log   o overview   ? help";
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
  const { subnet, neurons } = snapshot;
  const p50 = subnet.p50Ms === undefined ? "" : `   p50 ${duration(subnet.p50Ms)}`;
  const price = formatTao(subnet.priceRao, { decimals: 4 });
  return [
    ...addressLines(snapshot, command).map(plain),
    blank,
    plain(`subnet ${subnet.netuid} ${subnet.name}   price ${price}   answers/min ${subnet.answersPerMinute}${p50}`),
    blank,
    ...neuronTable("miner", neurons, columns - INDENT),
    ...neuronTable("validator", neurons, columns - INDENT),
    blank,
  ];
}

/** The tables stand below each other, so their columns have the same widths. */
const NAME_WIDTH = 11;
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
  return [
    faint(head),
    ...rows.map((text, index): ViewLine => {
      const state = shown[index]?.state;
      return state === "restarting" || state === "stopped" ? { text, tone: "warning" } : { text };
    }),
  ];
}

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
    "A chain, a subnet, its owner, validators, miners and a gateway run here.",
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
