import { type Server, type ServerDuplexStream, status } from "@grpc/grpc-js";
import { type FileDescriptor, fileDescriptors } from "../generated/descriptors.js";
import {
  type ServerReflectionRequest,
  type ServerReflectionResponseInit,
  ServerReflectionService,
} from "../generated/grpc/reflection/v1/reflection.js";
import type { ServiceDescriptor } from "../service.js";
import { toGrpcDefinition } from "../wire/grpc-definition.js";

const byName = new Map(fileDescriptors.map((file) => [file.name, file]));
const bySymbol = new Map(fileDescriptors.flatMap((file) => file.symbols.map((symbol) => [symbol, file])));

const { serverReflectionInfo } = ServerReflectionService.methods;

/** The same messages under the name that older tools ask for. */
const olderName = "grpc.reflection.v1alpha.ServerReflection";
const olderService: ServiceDescriptor = {
  name: olderName,
  methods: { serverReflectionInfo: { ...serverReflectionInfo, path: `/${olderName}/ServerReflectionInfo` } },
};

/** The standard reflection service, under both its names. */
export const reflectionServices: readonly ServiceDescriptor[] = [ServerReflectionService, olderService];

/** Tells what this server serves, as the contracts say it. */
export function registerReflection(server: Server, services: readonly string[]): void {
  const handlers = { serverReflectionInfo: (call: ReflectionCall) => reflect(call, services) };
  for (const service of reflectionServices) server.addService(toGrpcDefinition(service), handlers);
}

type ReflectionCall = ServerDuplexStream<ServerReflectionRequest, ServerReflectionResponseInit>;

function reflect(call: ReflectionCall, services: readonly string[]): void {
  call.on("data", (request: ServerReflectionRequest) => {
    if (call.write({ ...answer(request, services), originalRequest: request, validHost: request.host })) return;
    // One answer at a time: a caller that does not read gets no more of them prepared.
    call.pause();
    call.once("drain", () => call.resume());
  });
  call.on("end", () => call.end());
}

function answer(request: ServerReflectionRequest, services: readonly string[]): ServerReflectionResponseInit {
  if (request.listServices !== undefined) {
    return { listServicesResponse: { service: services.map((name) => ({ name })) } };
  }
  if (request.fileByFilename !== undefined) return withImports(byName.get(request.fileByFilename));
  if (request.fileContainingSymbol !== undefined) return withImports(bySymbol.get(request.fileContainingSymbol));
  if (request.allExtensionNumbersOfType !== undefined && bySymbol.has(request.allExtensionNumbersOfType)) {
    return { allExtensionNumbersResponse: { baseTypeName: request.allExtensionNumbersOfType } };
  }
  return notFound;
}

function withImports(file: FileDescriptor | undefined): ServerReflectionResponseInit {
  if (file === undefined) return notFound;
  const files = new Set<FileDescriptor>();
  const visit = (next: FileDescriptor) => {
    if (files.has(next)) return;
    files.add(next);
    for (const name of next.imports) visit(byName.get(name)!);
  };
  visit(file);
  return { fileDescriptorResponse: { fileDescriptorProto: [...files].map(({ bytes }) => bytes) } };
}

const notFound: ServerReflectionResponseInit = {
  errorResponse: { errorCode: status.NOT_FOUND, errorMessage: "not found" },
};
