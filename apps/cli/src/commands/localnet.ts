import { resolve } from "node:path";
import {
  type BlockReport,
  devAccounts,
  type Localnet,
  startLocalnet,
  type TransactionReport,
} from "@taostack/localnet";
import {
  encodeAddress,
  formatTao,
  fromHex,
  type Logger,
  shortAddress,
  silentLogger,
  startWith,
} from "@taostack/primitives";
import type { Context } from "../context.js";
import { decimalNumber, wholeNumber } from "../numbers.js";
import { plainText } from "../view/format.js";

interface LocalnetCommandOptions {
  readonly port?: string;
  readonly host?: string;
  readonly blockTime?: string;
  readonly mode?: string;
  readonly state?: string;
  readonly seed?: string;
  readonly tempo?: string;
}

const MAX_BLOCK_TIME_SECONDS = 86_400;

/** Runs a development chain and tells of its transactions and epochs, until Ctrl-C or SIGTERM. */
export async function localnet(context: Context, _: readonly string[], options: LocalnetCommandOptions): Promise<void> {
  const stopped = stopSignal();
  await startWith(async (onClose, close) => {
    const net = await startLocalnet({ ...chainOptions(context, options), logger: errorsTo(context) });
    onClose(() => net.stop());
    context.print(greeting(net, options).join("\n"));
    onClose(net.onBlock((block) => tell(context, block)));
    await stopped;
    await close();
    context.print(`stopped at block ${net.blockNumber}`);
  });
}

function chainOptions({ surroundings }: Context, options: LocalnetCommandOptions) {
  const { port = "9944", host, blockTime = "12", mode = "interval", state, seed, tempo } = options;
  const seconds = decimalNumber("--block-time", blockTime, 0.001, MAX_BLOCK_TIME_SECONDS);
  return {
    port: wholeNumber("--port", port, { max: 65_535 }),
    blockTimeMs: Math.round(seconds * 1000),
    // Commander lets only the chain's modes through.
    mode: mode as Localnet["mode"],
    ...(host === undefined ? {} : { host }),
    ...(state === undefined ? {} : { statePath: resolve(surroundings.cwd, state) }),
    ...(seed === undefined ? {} : { seed }),
    ...(tempo === undefined ? {} : { tempo: wholeNumber("--tempo", tempo, { min: 1, max: 65_535 }) }),
  };
}

/** Ctrl-C or SIGTERM; a second one ends the process as ever. */
const stopSignal = (): Promise<void> =>
  new Promise((request) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => request());
  });

/** What a call or a request breaks on is a defect, and told; the rest is in the lines of the blocks. */
function errorsTo(context: Context): Logger {
  const logger: Logger = {
    ...silentLogger,
    error: (message, fields) =>
      context.note(`${message} ${fields?.error instanceof Error ? fields.error.message : ""}`),
    child: () => logger,
  };
  return logger;
}

function greeting(net: Localnet, { state }: LocalnetCommandOptions): string[] {
  const begun = net.blockNumber === 0 ? "a new chain" : `goes on from block ${net.blockNumber}`;
  return [
    "",
    `  ${net.url}   ${begun}${state === undefined ? ", in memory" : `, kept in ${state}`}`,
    `  genesis ${net.genesisHash}`,
    "",
    "  Development accounts, whose keys everybody knows. Nothing here is for real money.",
    ...devAccounts.map(({ name, address, free }) => `  ${name.padEnd(10)} ${address}  ${formatTao(free)}`),
    "",
  ];
}

function tell(context: Context, block: BlockReport): void {
  for (const line of lines(block)) context.print(line);
}

/** Blocks in which nothing happened are not told of. */
function lines({ number, transactions, epochs }: BlockReport): string[] {
  const block = `#${number}`.padEnd(8);
  return [
    ...transactions.map((transaction) => `${block} ${transactionLine(transaction)}`),
    ...epochs.map((netuid) => `${block} epoch of subnet ${netuid}`),
  ];
}

function transactionLine({ signer, call, args, fee, error }: TransactionReport): string {
  const outcome = error === undefined ? "ok" : `failed: ${error}`;
  return `${accountText(signer)}  ${call}(${argsText(args)})  ${outcome}  fee ${formatTao(fee)}`;
}

const MAX_ARGS_LENGTH = 160;

/** Arguments as far as a line has room for them; what could steer a terminal is left out. */
function argsText(args: Readonly<Record<string, unknown>>): string {
  const text = plainText(fieldsText(args));
  return text.length > MAX_ARGS_LENGTH ? `${text.slice(0, MAX_ARGS_LENGTH)}…` : text;
}

const fieldsText = (fields: object): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${valueText(name, value)}`)
    .join(", ");

const ACCOUNT = /^0x[0-9a-f]{64}$/;
/** Where 32 bytes are an account and not a hash. */
const NAMES_OF_ACCOUNTS = /key$|^(Id|who|real|dest|delegate|destination.*|source|owner|account|spawner|target)$/;

function valueText(name: string, value: unknown): string {
  if (typeof value === "string")
    return ACCOUNT.test(value) && NAMES_OF_ACCOUNTS.test(name) ? accountText(value) : value;
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return `[${value.map((item) => valueText(name, item)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return value === undefined ? "none" : String(value);
  return "type" in value ? variantText(value as { type: string; value?: unknown }) : `{ ${fieldsText(value)} }`;
}

/** `Id` says nothing that its account does not say. */
function variantText({ type, value }: { readonly type: string; readonly value?: unknown }): string {
  if (value === undefined) return type;
  return type === "Id" ? valueText(type, value) : `${type}(${valueText(type, value)})`;
}

const accountText = (account: string): string => shortAddress(encodeAddress(fromHex(account)));
