import type { SubtensorClient } from "@taostack/chain";
import { operationNamed, schemaOf, schemaOfFields, toPlain } from "@taostack/chain/operations";
import { addressOf, openContextWallet } from "../accounts.js";
import type { Context } from "../context.js";
import { madeBy } from "../made-by.js";
import { blockOf } from "../numbers.js";
import { receiptJson, type SendOptions, sendWrite } from "../send-write.js";
import { resultLines, wordsOf } from "../view/result-lines.js";
import { withChain } from "../with-chain.js";
import { type GatheredArguments, gatherArguments } from "./arguments.js";
import type { DeclaredCommand } from "./declared.js";
import { quotes } from "./quotes.js";
import { inRao } from "./rao.js";

type Operation = ReturnType<typeof operationNamed>;
type Read = Extract<Operation, { kind: "read" }>;
type WriteOperation = Exclude<Operation, Read>;

interface OperationOptions extends SendOptions {
  readonly at?: string;
  readonly schema?: boolean;
}

/** Runs the operation of a command: a read is shown, a write is explained, confirmed and sent. */
export function runOperation(declared: DeclaredCommand) {
  return async (context: Context, words: readonly string[], options: OperationOptions): Promise<void> => {
    const operation = operationNamed(declared.operation);
    if (options.schema) return context.print(JSON.stringify(schemas(declared, operation), null, 2));
    const line = { words, options: options as Readonly<Record<string, unknown>> };
    const gathered = await gatherArguments(context, declared, operation, line);
    await withChain(context, (client) =>
      operation.kind === "read"
        ? read(context, client, { declared, operation, gathered, options })
        : write(context, client, { declared, operation, gathered, options }),
    );
  };
}

interface Run<O extends Operation> {
  readonly declared: DeclaredCommand;
  readonly operation: O;
  readonly gathered: GatheredArguments;
  readonly options: OperationOptions;
}

/** What `--json` prints follows `result`; of a write, what it made is under `outcome`. */
function schemas({ operation: name }: DeclaredCommand, operation: Operation) {
  const result = operation.kind === "read" ? operation.result : operation.outcome?.type;
  return {
    operation: name,
    arguments: schemaOfFields(operation.arguments),
    ...(result === undefined ? {} : { result: schemaOf(inRao(result)) }),
  };
}

async function read(context: Context, client: SubtensorClient, run: Run<Read>): Promise<void> {
  const { declared, operation, gathered, options } = run;
  const at = options.at === undefined ? {} : { at: blockOf(options.at) };
  const found = await client.read(declared.operation, gathered.plain, at);
  context.result(toPlain(inRao(operation.result), found), resultLines(context, operation.result, found));
}

async function write(context: Context, client: SubtensorClient, run: Run<WriteOperation>): Promise<void> {
  const { declared, operation, gathered, options } = run;
  const wallet = await openContextWallet(context);
  const kind = operation.signedBy === "hotkey" ? "hotkey" : "coldkey";
  const prepared = client.write(declared.operation, gathered.plain);
  const receipt = await sendWrite(context, {
    wallet,
    kind,
    write: prepared,
    lines: await explained(context, client, run, await addressOf(context, wallet, kind)),
    options,
  });
  if (receipt === undefined) return;
  const made = madeBy(operation, receipt.outcome);
  context.result({ operation: prepared.operation, ...made, ...receiptJson(receipt) }, [
    `done in block ${receipt.blockNumber}, fee ${context.amount(receipt.fee)}`,
    ...("outcome" in made ? [`made ${JSON.stringify(made.outcome)}`] : []),
    receipt.extrinsicHash,
  ]);
}

const LABEL_WIDTH = 15;

async function explained(
  context: Context,
  client: SubtensorClient,
  { declared, operation, gathered }: Run<WriteOperation>,
  coldkey: string,
): Promise<string[]> {
  const { labels, checked } = gathered;
  const quoted = (await quotes[declared.operation]?.({ context, client, args: checked, coldkey })) ?? [];
  return [
    declared.summary ?? operation.summary,
    ...Object.entries(labels).map(
      ([name, label]) =>
        `${wordsOf(name).padEnd(LABEL_WIDTH)}${amountOr(context, operation, name, checked[name], label)}`,
    ),
    ...quoted,
  ];
}

/** Amounts with their unit, all else as it was given. */
function amountOr(context: Context, operation: WriteOperation, name: string, value: unknown, label: string): string {
  const { type } = operation.arguments[name];
  if (type.kind !== "amount") return label;
  return context.payment(value as bigint, type.unit === "alpha" ? "α" : "τ");
}
