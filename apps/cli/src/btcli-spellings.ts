/** Options as btcli spells them, where the value means the same here. */
const spellings: Readonly<Record<string, string>> = {
  "--wallet-name": "--wallet",
  "--wallet_name": "--wallet",
  "--wallet.name": "--wallet",
  "-p": "--wallet-path",
  "--wallet_path": "--wallet-path",
  "--wallet.path": "--wallet-path",
  "-H": "--hotkey",
  "--wallet-hotkey": "--hotkey",
  "--wallet_hotkey": "--hotkey",
  "--wallet.hotkey": "--hotkey",
  "--hotkey-ss58": "--hotkey",
  "--chain": "--network",
  "--subtensor.network": "--network",
  "--subtensor.chain_endpoint": "--network",
  "--no-prompt": "--yes",
  "--json-output": "--json",
  "--json-out": "--json",
  "--origin-netuid": "--from-netuid",
  "--dest-netuid": "--to-netuid",
  "--mechid": "--mechanism",
  "--mech-id": "--mechanism",
};

/** Arguments with btcli's spellings in ours. What comes after `--` is no option. */
export function inOurSpelling(argv: readonly string[]): string[] {
  const end = argv.indexOf("--");
  return argv.map((argument, index) => {
    if (end >= 0 && index > end) return argument;
    const [, name = argument, value = ""] = /^(--?[\w.-]+)(=.*)?$/s.exec(argument) ?? [];
    return Object.hasOwn(spellings, name) ? `${spellings[name]}${value}` : argument;
  });
}
