import type { Command } from "commander";
import type { Run } from "./command-tree.js";
import { groupOf } from "./group-tree.js";

export function addWalletCommands(program: Command, run: Run): void {
  const wallet = groupOf(program, "wallet");
  wallet
    .command("create [name]")
    .description("a new coldkey and hotkey; the recovery phrases are shown once")
    .option("--words <count>", "words in each recovery phrase: 12, 15, 18, 21 or 24", "12")
    .option("--no-password", "leave the coldkey unencrypted: for keys that never hold funds")
    .option("--overwrite", "replace keys of the same name")
    .action(run(async () => (await import("./commands/wallet.js")).createWalletCommand));
  wallet
    .command("import [name]")
    .description("a coldkey from its recovery phrase, read from standard input or TAO_MNEMONIC")
    .option("--as-hotkey", "import it as a hotkey instead")
    .option("--no-password", "leave the coldkey unencrypted")
    .option("--overwrite", "replace a key of the same name")
    .action(run(async () => (await import("./commands/wallet.js")).importWalletCommand));
  wallet
    .command("list")
    .description("the wallets in the folder, with their hotkeys")
    .action(run(async () => (await import("./commands/wallet.js")).listWalletsCommand));
  wallet
    .command("overview")
    .aliases(["inspect"])
    .description("where the wallet's hotkeys are registered, and what they have and earn there")
    .action(run(async () => (await import("./commands/overview.js")).overview));
  addKeyCommands(wallet, run);
  addMessageCommands(wallet, run);
}

const WORDS = ["--words <count>", "words in the recovery phrase: 12, 15, 18, 21 or 24", "12"] as const;
const NO_PASSWORD = ["--no-password", "leave the coldkey unencrypted: for keys that never hold funds"] as const;
const OVERWRITE = ["--overwrite", "replace a key of the same name"] as const;

/** btcli's names for one key at a time. */
function addKeyCommands(wallet: Command, run: Run): void {
  wallet
    .command("new-coldkey [name]")
    .description("a new coldkey alone; its recovery phrase is shown once")
    .option(...WORDS)
    .option(...NO_PASSWORD)
    .option(...OVERWRITE)
    .action(run(async () => (await import("./commands/wallet-keys.js")).newColdkey));
  wallet
    .command("new-hotkey [name]")
    .description("a new hotkey, named by --hotkey; its recovery phrase is shown once")
    .option(...WORDS)
    .option(...OVERWRITE)
    .action(run(async () => (await import("./commands/wallet-keys.js")).newHotkey));
  wallet
    .command("regen-coldkey [name]")
    .description("a coldkey from its recovery phrase, as `wallet import`")
    .option(...NO_PASSWORD)
    .option(...OVERWRITE)
    .action(run(async () => (await import("./commands/wallet.js")).importWalletCommand));
  wallet
    .command("regen-hotkey [name]")
    .description("a hotkey from its recovery phrase, as `wallet import --as-hotkey`")
    .option(...OVERWRITE)
    .action(run(async () => (await import("./commands/wallet-keys.js")).regenHotkey));
  for (const key of ["coldkey", "hotkey"] as const) {
    wallet
      .command(`regen-${key}pub <address>`)
      .description(`a wallet that knows its ${key}'s address and cannot sign with it`)
      .option(...OVERWRITE)
      .action(run(async () => (await import("./commands/wallet-keys.js")).regenPublic(key)));
  }
}

function addMessageCommands(wallet: Command, run: Run): void {
  wallet
    .command("sign <message>")
    .description("sign a text, or bytes as 0x hex, with the coldkey")
    .option("--use-hotkey", "with the hotkey instead")
    .action(run(async () => (await import("./commands/wallet-message.js")).sign));
  wallet
    .command("verify <message> <signature> [account]")
    .description("whether an address or a wallet's coldkey has signed a message")
    .option("--use-hotkey", "its hotkey instead")
    .action(run(async () => (await import("./commands/wallet-message.js")).verify));
}
