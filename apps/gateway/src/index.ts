export type { ChainHead, ChainMetagraph, ChainSubnet, GatewayChain } from "./chain/gateway-chain.js";
export { type GatewayErrorCode, type GatewayErrorData, isGatewayError } from "./errors.js";
export { type GatewayConfig, gatewayOptions } from "./options.js";
export { type GatewayInput, type GatewayModules, type RunningGateway, startGateway } from "./start-gateway.js";
export type {
  CallLimits,
  ConnectValidator,
  ValidatorChannel,
  ValidatorTarget,
} from "./validators/validator-channel.js";
