import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import type { SubtensorClient } from "@taostack/chain";
import { type CatalogueEntry, catalogue, operationNamed, toPlain } from "@taostack/chain/operations";
import { describeError } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import { madeBy } from "../made-by.js";
import { SOFTWARE_VERSION } from "../version.js";

/** Names of tools have no dots. */
const toolName = (operation: string): string => operation.replace(".", "_");

/**
 * The operations of the registry as tools. Writes are there if there is a signer, which should be a limited one: an agent decides what it signs.
 * What goes wrong is a result with `isError` and the error's three parts, so that an agent can mend its call.
 */
export function createOperationServer(client: SubtensorClient, signer?: Signer): Server {
  const tools = new Map(
    catalogue()
      .filter(({ kind, signedBy }) => kind === "read" || (signer !== undefined && signedBy !== "hotkey"))
      .map((entry) => [toolName(entry.name), entry]),
  );
  const server = new Server({ name: "taostack", version: SOFTWARE_VERSION }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [...tools.values()].map((entry) => ({
      name: toolName(entry.name),
      description: descriptionOf(entry),
      inputSchema: { type: "object" as const, ...entry.schema },
      annotations: { readOnlyHint: entry.kind === "read", destructiveHint: entry.kind === "write" },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given = {} } }) => {
    const entry = tools.get(name);
    if (entry === undefined) return failed(`There is no tool ${name.slice(0, 64)}.`);
    try {
      return told(await run(client, signer, entry, given));
    } catch (error) {
      return failed(describeError(error));
    }
  });
  return server;
}

const descriptionOf = ({ summary, spends }: CatalogueEntry): string =>
  spends === undefined ? summary : `${summary} Spends: ${spends}.`;

async function run(
  client: SubtensorClient,
  signer: Signer | undefined,
  { name }: CatalogueEntry,
  given: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const operation = operationNamed(name);
  if (operation.kind === "read") return toPlain(operation.result, await client.read(name, given));
  if (signer === undefined) throw new Error("a write without a signer is no tool");
  const { blockNumber, extrinsicHash, fee, outcome } = await client.write(name, given).submit({ signer });
  return { blockNumber, extrinsicHash, feeRao: fee.toString(), ...madeBy(operation, outcome) };
}

const told = (value: unknown): CallToolResult => ({
  content: [{ type: "text", text: JSON.stringify(value) ?? "null" }],
});
const failed = (text: string): CallToolResult => ({ content: [{ type: "text", text }], isError: true });
