/** A group of commands. What `tao --help` shows is all here, so that it needs nothing of the registry. */
export interface CommandGroup {
  /** `stake`, `stake child`. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** A clause. */
  readonly summary: string;
}

const group = (name: string, aliases: readonly string[], summary: string): CommandGroup => ({ name, aliases, summary });

/** Named as btcli names them, where it has them. A group comes before those in it. */
export const commandGroups: readonly CommandGroup[] = [
  group("wallet", ["wallets", "w"], "keys in the Python tools' folders, identities, swaps of keys"),
  group("stake", ["st"], "list, add, move and remove stake; earnings on root"),
  group("stake child", ["children"], "hotkeys that validate with another's stake"),
  group("stake lock", [], "stake that is locked for conviction"),
  group("subnets", ["subnet", "s"], "list, create and run subnets; prices, neurons' places"),
  group("subnets mechanisms", ["mech"], "the parts of a subnet that are paid apart"),
  group("neurons", ["neuron"], "what the neurons of a subnet are, and where they listen"),
  group("axon", [], "where the wallet's hotkey listens"),
  group("weights", ["weight", "wt"], "weights and bonds: read, set, commit and reveal"),
  group("commitments", ["commitment"], "texts that neurons publish on a subnet"),
  group("delegates", ["delegate"], "validators that take others' stake"),
  group("swap", [], "prices, and what a trade would give"),
  group("sudo", ["su"], "settings of a subnet by its owner, takes, and root's calls"),
  group("proxy", ["proxies"], "accounts that act for others"),
  group("multisig", [], "accounts of several signatories"),
  group("crowd", ["crowdloan", "cr"], "crowdloans"),
  group("chain", [], "blocks, events, storage: the chain by its own names"),
  group("utils", ["utility"], "convert amounts, batch calls, compare endpoints"),
];
