import type { SubtensorClient } from "@taostack/chain";
import type { Keypair, Wallet } from "@taostack/wallet";
import type { Context } from "./context.js";
import { existingPassword } from "./prompt.js";

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

export async function openContextWallet(context: Context): Promise<Wallet> {
  const { openWallet } = await import("@taostack/wallet");
  const path = await context.walletPath();
  return openWallet({ ...(path === undefined ? {} : { path }), name: context.walletName, hotkey: context.hotkeyName });
}

/** The coldkey of the context's wallet; an encrypted one needs its password. */
export async function unlockColdkey(context: Context, wallet: Wallet): Promise<Keypair> {
  const { isCodedError } = await import("@taostack/primitives");
  try {
    return await wallet.unlockColdkey();
  } catch (error) {
    if (!isCodedError(error, "wallet/password_needed")) throw error;
    return wallet.unlockColdkey(await existingPassword(context, wallet.name));
  }
}

/** An address as it is; otherwise the coldkey of the wallet of that name. */
export async function resolveColdkey(context: Context, given: string | undefined): Promise<string> {
  const { isAddress } = await import("@taostack/primitives");
  if (given !== undefined && isAddress(given)) return given;
  const named = given === undefined ? context : context.withWallet(given);
  return (await openContextWallet(named)).coldkeyAddress();
}

/** An address as it is; otherwise the hotkey of the wallet of that name, or of the context's wallet. */
export async function resolveHotkey(context: Context, given: string | undefined): Promise<string> {
  const { isAddress } = await import("@taostack/primitives");
  if (given !== undefined && isAddress(given)) return given;
  const named = given === undefined ? context : context.withWallet(given);
  return (await openContextWallet(named)).hotkeyAddress();
}
