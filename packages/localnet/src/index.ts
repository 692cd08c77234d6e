export { type DevAccount, devAccounts } from "./dev-accounts.js";
export { type Localnet, startLocalnet } from "./localnet.js";
export type { DumpErrorData, StateDump } from "./node/dump.js";
export type { RpcErrorData, StoppedErrorData } from "./node/errors.js";
export type { WorkbenchErrorData } from "./node/workbench.js";
export type { GenesisOptions, LocalnetOptions, OptionErrorData, SealingMode } from "./options.js";
export type { ListenErrorData } from "./rpc/server.js";
export type { ScaleErrorData } from "./scale/index.js";
export type { StateFolderErrorData } from "./store/errors.js";
