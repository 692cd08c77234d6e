export { type AnnounceAxonOptions, announceAxon, versionNumber } from "./announce-axon.js";
export { ChainAccess } from "./chain-access.js";
export { ChainReader } from "./chain-reader.js";
export { type ConnectOptions, SubtensorClient } from "./client.js";
export type { ClientOperations, ReadMethod, ReadOptions } from "./client-operations.js";
export type { AxonInfo, PrometheusInfo } from "./encoding/axon.js";
export { type ChainIp, decodeIp, encodeIp } from "./encoding/ip.js";
export { GENESIS_HASHES, NETWORKS, type NetworkName, resolveEndpoints } from "./endpoints.js";
export type { ChainErrorData, DispatchErrorData, EndpointFailure, UnsupportedKind } from "./errors.js";
export { type KeepAnnouncedModules, keepAnnounced } from "./keep-announced.js";
export type { AccountBalance, Balances, TransferOptions } from "./operations/balances.js";
export type { Blocks } from "./operations/blocks.js";
export type { HyperparameterChange, SubnetHyperparameters } from "./operations/hyperparameters.js";
export type { Metagraph } from "./operations/metagraph.js";
export type { Neurons, RegisterNeuronOptions, ServeAxonOptions } from "./operations/neurons.js";
export type { StakeKey, StakeOptions, StakePosition, Staking } from "./operations/staking.js";
export type { Subnets } from "./operations/subnets.js";
export type { CommitWeightsOptions, SetWeightsOptions, WeightRow, Weights } from "./operations/weights.js";
export { chainOptions } from "./options.js";
export type { SubnetIdentity, SubnetSummary } from "./reads/subnet-summary.js";
export type { StopWatching, WatchOptions } from "./reads/watch.js";
export { requireRegistration } from "./require-registration.js";
export type { BlockHead } from "./runtime/block-header.js";
export type { DryRun } from "./transactions/estimate.js";
export type { ChainEvent } from "./transactions/events.js";
export type { TxReceipt } from "./transactions/receipt.js";
export {
  assembleTransaction,
  type SignedTransaction,
  type SigningOptions,
  signTransaction,
  type UnsignedTransaction,
} from "./transactions/sign.js";
export type { SendOptions, WriteOptions } from "./transactions/submit.js";
export type { WaitFor } from "./transactions/watch.js";
export { type MetagraphWatch, type WatchMetagraphOptions, watchMetagraph } from "./watch-metagraph.js";
export { type EncodedCall, Write, type WriteReceipt } from "./writes/write.js";
