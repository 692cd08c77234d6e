export { type DevAccount, devAccounts } from "./dev-accounts.js";
export { type Localnet, type SnapshotErrorData, startLocalnet } from "./localnet.js";
export type { RpcErrorData } from "./node/errors.js";
export type { GenesisOptions, LocalnetOptions, OptionErrorData, SealingMode } from "./options.js";
export type { ListenErrorData } from "./rpc/server.js";
export type { ScaleErrorData } from "./scale/index.js";
