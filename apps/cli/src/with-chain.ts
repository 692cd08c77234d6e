import type { SubtensorClient } from "@taostack/chain";
import type { Context } from "./context.js";

/** Connects to the context's network, and closes the connection whatever happens. The client's code is loaded here and not before. */
export async function withChain<T>(context: Context, work: (client: SubtensorClient) => Promise<T>): Promise<T> {
  const { SubtensorClient } = await import("@taostack/chain");
  const client = await SubtensorClient.connect(await context.network());
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
