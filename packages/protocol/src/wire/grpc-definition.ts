import type { ServiceDefinition } from "@grpc/grpc-js";
import type { MessageCodec } from "../codec.js";
import type { MethodDescriptor, ServiceDescriptor } from "../service.js";

/** The transport's form of a service whose messages it encodes itself: the public ones, which carry no tags. */
export function toGrpcDefinition(service: ServiceDescriptor): ServiceDefinition {
  return Object.fromEntries(
    Object.entries(service.methods).map(([name, method]) => [
      name,
      {
        ...pathAndKind(method),
        requestSerialize: serializeWith(method.request),
        requestDeserialize: (bytes: Buffer) => method.request.decode(bytes),
        responseSerialize: serializeWith(method.response),
        responseDeserialize: (bytes: Buffer) => method.response.decode(bytes),
      },
    ]),
  );
}

export const pathAndKind = ({ path, kind }: MethodDescriptor) => ({
  path,
  requestStream: kind === "clientStream" || kind === "bidi",
  responseStream: kind === "serverStream" || kind === "bidi",
});

export const serializeWith =
  (codec: MessageCodec<unknown, unknown>) =>
  (message: unknown): Buffer =>
    asBuffer(codec.encode(message));

/** The same memory, as the transport wants it. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
