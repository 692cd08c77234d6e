import { type DeclaredCommand, declaredCommands } from "../declared.js";
import { crowdMap, multisigMap, proxyMap } from "./accounts.js";
import { chainMap, utilsMap } from "./chain.js";
import { commitmentsMap, neuronsMap, weightsMap } from "./neurons.js";
import { delegatesMap, stakeMap, swapMap } from "./stake.js";
import { subnetsMap, sudoMap } from "./subnets.js";
import { walletMap } from "./wallet.js";

/** All commands that come from the registry. */
export const operationCommands: readonly DeclaredCommand[] = [
  walletMap,
  stakeMap,
  subnetsMap,
  neuronsMap,
  weightsMap,
  commitmentsMap,
  delegatesMap,
  swapMap,
  sudoMap,
  proxyMap,
  multisigMap,
  crowdMap,
  chainMap,
  utilsMap,
].flatMap(declaredCommands);

/** Operations whose command is made by hand, with a face of its own. */
export const commandsByHand: Readonly<Record<string, string>> = {
  "balances.get": "balance",
  "balances.transfer": "transfer",
  "staking.list": "stake list",
  "staking.add": "stake add",
  "staking.remove": "stake remove",
  "subnets.list": "subnets list",
  "subnets.create": "subnets create",
  "subnets.start": "subnets start",
  "neurons.register": "register",
  "metagraph.get": "metagraph",
};
