export type { ChainHead, ChainMetagraph, ChainSubnet, GatewayChain } from "./chain/gatewayChain.js";
export { type GatewayErrorCode, type GatewayErrorData, isGatewayError } from "./errors.js";
export { type GatewayConfig, gatewayOptions } from "./options.js";
export { type GatewayInput, type GatewayModules, type RunningGateway, startGateway } from "./startGateway.js";
export type { CallLimits, ConnectValidator, ValidatorChannel, ValidatorTarget } from "./validators/validatorChannel.js";
