import { type CatalogueEntry, catalogue, operationNamed } from "@taostack/chain/operations";
import type { Context } from "../context.js";
import { commandsByHand, operationCommands } from "../operation-commands/map/index.js";

/** Lists what `tao call` and `tao mcp` can do: all operations, those of a group, or one with its arguments. */
export async function tools(context: Context, [given]: readonly string[]): Promise<void> {
  const all = catalogue();
  const found = given === undefined ? all : all.filter(({ name, group }) => name === given || group === given);
  // Says which there are.
  if (found.length === 0) operationNamed(given ?? "");
  context.result(found, found.length === 1 && found[0] ? describe(context, found[0]) : list(context, found));
}

function list(context: Context, found: readonly CatalogueEntry[]): string[] {
  const columns = [{ head: "operation" }, { head: "spends" }, { head: "" }] as const;
  const rows = found.map(({ name, spends, summary }) => [name, spends ?? "", summary]);
  return [...context.table(columns, rows), "", "tao tools OPERATION shows its arguments."];
}

/** The command that does the same, if it is not `tao call` alone. */
function commandLine(name: string): string[] {
  const path = commandsByHand[name] ?? operationCommands.find(({ operation }) => operation === name)?.path.join(" ");
  return path === undefined ? [] : [`Command: tao ${path}`];
}

function describe(context: Context, entry: CatalogueEntry): string[] {
  const { name, summary, spends, signedBy, errors } = entry;
  const columns = [{ head: "argument" }, { head: "takes" }, { head: "" }] as const;
  const rows = entry.arguments.map((argument) => [
    argument.required ? argument.name : `[${argument.name}]`,
    argument.takes,
    argument.help,
  ]);
  return [
    `${name}: ${summary}`,
    ...commandLine(name),
    ...(spends === undefined ? [] : [`Signed by the ${signedBy}; spends: ${spends}.`]),
    "",
    ...context.table(columns, rows),
    ...(errors.length === 0 ? [] : ["", `May be refused with: ${errors.join(", ")}`]),
  ];
}
