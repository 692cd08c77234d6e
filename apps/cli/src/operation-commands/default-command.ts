import type { Field, GroupName, NamedOperation, OperationName } from "@taostack/chain/operations";
import type { DeclaredCommand } from "./declared.js";
import { wordOf } from "./option-names.js";

/** Where the operations of each group of the registry belong. */
const groups: Readonly<Record<GroupName, string>> = {
  balances: "wallet",
  staking: "stake",
  swap: "swap",
  subnets: "subnets",
  neurons: "neurons",
  metagraph: "subnets",
  weights: "weights",
  delegates: "delegates",
  children: "stake child",
  keys: "wallet",
  identities: "wallet",
  root: "stake",
  locks: "stake lock",
  commitments: "commitments",
  crowdloans: "crowd",
  proxies: "proxy",
  multisig: "multisig",
  utility: "utils",
  sudo: "sudo",
  shield: "chain",
  chain: "chain",
};

/** The command of an operation that the map does not name: by its own name, what it needs as positional arguments. */
export function defaultCommand({ name, group, operation }: NamedOperation): DeclaredCommand {
  const [, key = name] = name.split(".");
  const fields = Object.entries(operation.arguments as Readonly<Record<string, Field>>);
  return {
    operation: name as OperationName,
    path: [...groups[group].split(" "), wordOf(key)],
    positional: fields
      .filter(([argument, { presence }]) => presence === "required" && !["hotkey", "coldkey"].includes(argument))
      .map(([argument]) => argument),
  };
}
