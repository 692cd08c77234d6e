export { axonProtocol } from "./axon-protocol.js";
export { NeuronChannel } from "./client/channel.js";
export { type ConnectOptions, connectNeuron } from "./client/connect-neuron.js";
export type { MessageCodec } from "./codec.js";
export {
  isProtocolError,
  type ProtocolError,
  type ProtocolErrorCode,
  type ProtocolErrorData,
  type ProtocolErrorReason,
  protocolError,
} from "./errors.js";
export { type ChannelLimits, defaultChannelLimits, defaultServerLimits, type ServerLimits } from "./limits.js";
export * from "./messages.js";
export type { Authorize, Decision } from "./server/authorize.js";
export { type NeuronServer, type NeuronServerOptions, startNeuronServer } from "./server/start-neuron-server.js";
export {
  type CallContext,
  type CallOptions,
  type FileDescriptor,
  implementService,
  type MethodDescriptor,
  type PeerIdentity,
  type ServiceClient,
  type ServiceDescriptor,
  type ServiceHandlers,
  type ServiceImplementation,
} from "./service.js";
