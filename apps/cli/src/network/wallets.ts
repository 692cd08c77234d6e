import { isCodedError } from "@taostack/primitives";
import { createWallet, openWallet, type Wallet } from "@taostack/wallet";

/**
 * The wallets of the local network, made when they are not there yet and used again otherwise. Their coldkeys are not encrypted:
 * they hold nothing outside this network.
 */
export async function prepareWallets(path: string, names: readonly string[]): Promise<Map<string, Wallet>> {
  const wallets = await Promise.all(names.map(async (name) => [name, await prepareWallet(path, name)] as const));
  return new Map(wallets);
}

async function prepareWallet(path: string, name: string): Promise<Wallet> {
  const existing = openWallet({ path, name });
  try {
    await existing.coldkeyAddress();
    await existing.hotkeyAddress();
    return existing;
  } catch (error) {
    if (!isCodedError(error, "wallet/not_found")) throw error;
    return (await createWallet({ path, name, encryptColdkey: false })).wallet;
  }
}
