import { type Server, type ServerDuplexStream, status } from "@grpc/grpc-js";
import { fileDescriptors } from "../generated/descriptors.js";
import {
  type ServerReflectionRequest,
  type ServerReflectionResponseInit,
  ServerReflectionService,
} from "../generated/grpc/reflection/v1/reflection.js";
import type { FileDescriptor, ServiceDescriptor } from "../service.js";
import { toGrpcDefinition } from "../wire/grpc-definition.js";

/** What one server tells of. */
interface Catalog {
  readonly services: readonly string[];
  readonly byName: ReadonlyMap<string, FileDescriptor>;
  readonly bySymbol: ReadonlyMap<string, FileDescriptor>;
}

/** Files of this package come last, and win over others of their names. */
function catalogOf(services: readonly ServiceDescriptor[]): Catalog {
  const files = [...services.flatMap((service) => service.files ?? []), ...fileDescriptors];
  return {
    services: services.map(({ name }) => name),
    byName: new Map(files.map((file) => [file.name, file])),
    bySymbol: new Map(files.flatMap((file) => file.symbols.map((symbol) => [symbol, file]))),
  };
}

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
export function registerReflection(server: Server, services: readonly ServiceDescriptor[]): void {
  const catalog = catalogOf(services);
  const handlers = { serverReflectionInfo: (call: ReflectionCall) => reflect(call, catalog) };
  for (const service of reflectionServices) server.addService(toGrpcDefinition(service), handlers);
}

type ReflectionCall = ServerDuplexStream<ServerReflectionRequest, ServerReflectionResponseInit>;

function reflect(call: ReflectionCall, catalog: Catalog): void {
  call.on("data", (request: ServerReflectionRequest) => {
    if (call.write({ ...answer(request, catalog), originalRequest: request, validHost: request.host })) return;
    // One answer at a time: a caller that does not read gets no more of them prepared.
    call.pause();
    call.once("drain", () => call.resume());
  });
  call.on("end", () => call.end());
}

function answer(request: ServerReflectionRequest, catalog: Catalog): ServerReflectionResponseInit {
  const { services, byName, bySymbol } = catalog;
  if (request.listServices !== undefined) {
    return { listServicesResponse: { service: services.map((name) => ({ name })) } };
  }
  if (request.fileByFilename !== undefined) return withImports(byName.get(request.fileByFilename), byName);
  if (request.fileContainingSymbol !== undefined)
    return withImports(bySymbol.get(request.fileContainingSymbol), byName);
  if (request.allExtensionNumbersOfType !== undefined && bySymbol.has(request.allExtensionNumbersOfType)) {
    return { allExtensionNumbersResponse: { baseTypeName: request.allExtensionNumbersOfType } };
  }
  return notFound;
}

function withImports(file: FileDescriptor | undefined, byName: Catalog["byName"]): ServerReflectionResponseInit {
  if (file === undefined) return notFound;
  const files = new Set<FileDescriptor>();
  const visit = (next: FileDescriptor | undefined) => {
    if (next === undefined || files.has(next)) return;
    files.add(next);
    for (const name of next.imports) visit(byName.get(name));
  };
  visit(file);
  return { fileDescriptorResponse: { fileDescriptorProto: [...files].map(({ bytes }) => bytes) } };
}

const notFound: ServerReflectionResponseInit = {
  errorResponse: { errorCode: status.NOT_FOUND, errorMessage: "not found" },
};
