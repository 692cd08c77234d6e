import { once } from "node:events";
import type { Signer } from "@taostack/wallet";
import { openContextWallet, unlockColdkey } from "../accounts.js";
import type { Context } from "../context.js";
import { netuidOf, positiveAmount } from "../numbers.js";
import { withChain } from "../with-chain.js";

export interface McpOptions {
  readonly write?: boolean;
  readonly mostPerCall?: string;
  readonly mostPerDay?: string;
  readonly netuids?: string;
  readonly destinations?: string;
}

/** Serves the operations to an agent until its end of the pipe closes. Only protocol goes to standard output. */
export async function mcp(context: Context, _: readonly string[], options: McpOptions): Promise<void> {
  const { stdin, stdout } = context.surroundings;
  const [{ createOperationServer }, { StdioServerTransport }] = await Promise.all([
    import("../mcp/operation-server.js"),
    import("@modelcontextprotocol/sdk/server/stdio.js"),
  ]);
  const signer = options.write ? await limitedSigner(context, options) : undefined;
  await withChain(context, async (client) => {
    const server = createOperationServer(client, signer);
    const ended = once(stdin, "end");
    await server.connect(new StdioServerTransport(stdin, stdout));
    await ended;
    await server.close();
  });
}

/** The wallet's coldkey, which refuses what goes beyond the options. */
async function limitedSigner(context: Context, options: McpOptions): Promise<Signer> {
  const { limitSigner } = await import("@taostack/chain");
  const coldkey = await unlockColdkey(context, await openContextWallet(context));
  const { netuids, destinations } = options;
  return limitSigner(coldkey, {
    mostPerCall: positiveAmount(options.mostPerCall ?? "1"),
    mostPerDay: positiveAmount(options.mostPerDay ?? "10"),
    ...(netuids === undefined ? {} : { netuids: listOf(netuids).map((text) => netuidOf(text, "--netuids")) }),
    ...(destinations === undefined ? {} : { destinations: listOf(destinations) }),
  });
}

const listOf = (text: string): string[] => text.split(",").map((part) => part.trim());
