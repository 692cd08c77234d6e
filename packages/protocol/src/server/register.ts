import type { Server, ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import { CodedError, type Logger } from "@taostack/primitives";
import {
  type DescribeResponseInit,
  HandshakeRequest,
  HandshakeResponse,
  NeuronService,
} from "../generated/taostack/v1/neuron.js";
import { implementService, type MethodDescriptor, type ServiceImplementation } from "../service.js";
import { asBuffer, pathAndKind } from "../wire/grpc-definition.js";
import type { HandshakeModules } from "./accept-handshake.js";
import { type HandlerModules, serveStream, serveUnary } from "./handlers.js";
import { serveHandshake } from "./handshake-service.js";

/**
 * Registers a service for callers with a session. The transport sees bytes only: tags are checked before anything is decoded.
 * @throws `protocol/bad_service` if a method has no handler, or streams requests, which sessions do not carry.
 */
export function registerService(server: Server, implementation: ServiceImplementation, modules: HandlerModules): void {
  const { service, handlers } = implementation;
  const definition: Record<string, ServiceDefinition[string]> = {};
  const calls: UntypedServiceImplementation = {};
  for (const [name, method] of Object.entries(service.methods)) {
    const handler = handlers[name];
    if (handler === undefined) throw badService(service.name, `${method.path} has no handler.`);
    definition[name] = { ...pathAndKind(method), ...bytesOnly };
    calls[name] = serveMethod(method)(method, handler, modules);
  }
  server.addService(definition, calls);
}

/** `Neuron`: the handshake, which needs no session, and what does. */
export function registerNeuron(
  server: Server,
  describe: () => DescribeResponseInit,
  handshakeModules: HandshakeModules & { readonly logger: Logger },
  modules: HandlerModules,
): void {
  const { handshake, ...methods } = NeuronService.methods;
  const authenticated = { name: NeuronService.name, methods };
  server.addService(
    {
      handshake: {
        ...pathAndKind(handshake),
        requestSerialize: (request: HandshakeRequest) => asBuffer(HandshakeRequest.encode(request)),
        requestDeserialize: (bytes: Buffer) => HandshakeRequest.decode(bytes),
        responseSerialize: (response: HandshakeResponse) => asBuffer(HandshakeResponse.encode(response)),
        responseDeserialize: (bytes: Buffer) => HandshakeResponse.decode(bytes),
      },
    },
    { handshake: serveHandshake(handshakeModules) },
  );
  registerService(server, implementService(authenticated, { describe: async () => describe() }), modules);
}

const identity = (bytes: Buffer): Buffer => bytes;
const bytesOnly = {
  requestSerialize: identity,
  requestDeserialize: identity,
  responseSerialize: identity,
  responseDeserialize: identity,
};

function serveMethod({ path, kind }: MethodDescriptor) {
  if (kind === "unary") return serveUnary;
  if (kind === "serverStream") return serveStream;
  throw badService(path, "Sessions carry no streams of requests.");
}

const badService = (service: string, why: string) =>
  new CodedError({ code: "protocol/bad_service" as const, service }, `${service} cannot be served: ${why}`);
