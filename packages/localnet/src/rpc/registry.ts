import type { RpcContext, RpcMethod, RpcMethods } from "./method.js";
import { archiveMethods } from "./methods/archive.js";
import { authorMethods } from "./methods/author.js";
import { chainMethods } from "./methods/chain.js";
import { chainHeadMethods } from "./methods/chain-head.js";
import { childStateMethods } from "./methods/child-state.js";
import { customMethods, customMethodWorks } from "./methods/custom.js";
import { devMethods } from "./methods/dev.js";
import { paymentMethods } from "./methods/payment.js";
import { refusedMethods } from "./methods/refused.js";
import { stateMethods } from "./methods/state.js";
import { systemMethods } from "./methods/system.js";
import { transactionMethods } from "./methods/transaction.js";

const methods: RpcMethods = {
  ...archiveMethods,
  ...authorMethods,
  ...chainMethods,
  ...chainHeadMethods,
  ...childStateMethods,
  ...devMethods,
  ...paymentMethods,
  ...stateMethods,
  ...systemMethods,
  ...transactionMethods,
};

/** Other names under which clients call the same methods. */
const aliases: Readonly<Record<string, string>> = {
  archive_v1_storageDiff_stopStorageDiff: "archive_v1_stopStorageDiff",
  account_nextIndex: "system_accountNextIndex",
  chain_getHead: "chain_getBlockHash",
  chain_getFinalisedHead: "chain_getFinalizedHead",
  chain_getRuntimeVersion: "state_getRuntimeVersion",
  chain_subscribeNewHead: "chain_subscribeNewHeads",
  subscribe_newHead: "chain_subscribeNewHeads",
  chain_unsubscribeNewHead: "chain_unsubscribeNewHeads",
  unsubscribe_newHead: "chain_unsubscribeNewHeads",
  chain_subscribeFinalisedHeads: "chain_subscribeFinalizedHeads",
  chain_unsubscribeFinalisedHeads: "chain_unsubscribeFinalizedHeads",
  chain_subscribeRuntimeVersion: "state_subscribeRuntimeVersion",
  chain_unsubscribeRuntimeVersion: "state_unsubscribeRuntimeVersion",
  state_callAt: "state_call",
  state_getStorageAt: "state_getStorage",
  state_getStorageHashAt: "state_getStorageHash",
  state_getStorageSizeAt: "state_getStorageSize",
  state_getKeysPagedAt: "state_getKeysPaged",
  childstate_getKeysPagedAt: "childstate_getKeysPaged",
  system_dryRunAt: "system_dryRun",
};

const names = [...Object.keys(methods), ...Object.keys(aliases), "rpc_methods"];

/** Every name that is answered with something else than an error. */
const listNames = (context: RpcContext): string[] =>
  [...names, ...Object.keys(customMethods).filter((name) => customMethodWorks(context, name))].sort();

export function findMethod(name: string): RpcMethod | undefined {
  if (name === "rpc_methods") return (context) => ({ methods: listNames(context) });
  const target = Object.hasOwn(aliases, name) ? (aliases[name] as string) : name;
  for (const group of [methods, customMethods, refusedMethods]) {
    if (Object.hasOwn(group, target)) return group[target];
  }
  return undefined;
}
