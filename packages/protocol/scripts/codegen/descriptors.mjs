import protobuf from "protobufjs";
import descriptor from "protobufjs/ext/descriptor.js";
import { allEnums, allMessages, snakeCase } from "./names.mjs";

const SCALARS = {
  double: 1,
  float: 2,
  int64: 3,
  uint64: 4,
  int32: 5,
  fixed64: 6,
  fixed32: 7,
  bool: 8,
  string: 9,
  group: 10,
  bytes: 12,
  uint32: 13,
  sfixed32: 15,
  sfixed64: 16,
  sint32: 17,
  sint64: 18,
};
const MESSAGE = 11;
const ENUM = 14;
const OPTIONAL = 1;
const REPEATED = 3;

/**
 * The module that reflection serves from: each file's FileDescriptorProto, with the names that it defines.
 * @param service - Where the type comes from.
 */
export function descriptorsModule(files, service) {
  const entries = files.map((file) => {
    const bytes = descriptor.FileDescriptorProto.encode(fileDescriptor(file)).finish();
    return `  {
    name: ${JSON.stringify(file.name)},
    imports: ${JSON.stringify(file.imports)},
    symbols: ${JSON.stringify(symbols(file), null, 2).replaceAll("\n", "\n    ")},
    bytes: Buffer.from(
      "${Buffer.from(bytes).toString("base64")}",
      "base64",
    ),
  },`;
  });
  return `// Generated from .proto files; do not edit.
import type { FileDescriptor } from "${service}";

export const fileDescriptors: readonly FileDescriptor[] = [
${entries.join("\n")}
];
`;
}

/** What a client may look a file up by: messages, fields, enums, values, services and methods, as the reflection contract lists them. */
function symbols(file) {
  const messages = allMessages(file).flatMap((m) => [
    m.fullName,
    ...m.fieldsArray.map((f) => `${m.fullName}.${f.name}`),
  ]);
  const enums = allEnums(file).map((object) => object.fullName);
  const services = file.services.flatMap((s) => [s.fullName, ...s.methodsArray.map((m) => m.fullName)]);
  return [...messages, ...enums, ...services].map((name) => name.slice(1));
}

const fileDescriptor = (file) => ({
  name: file.name,
  package: file.package,
  dependency: file.imports,
  messageType: file.messages.map(messageDescriptor),
  enumType: file.enums.map(enumDescriptor),
  service: file.services.map(serviceDescriptor),
  syntax: "proto3",
});

function messageDescriptor(message) {
  const maps = message.fieldsArray.filter((field) => field.map);
  const nested = message.nestedArray.filter((object) => object instanceof protobuf.Type);
  return {
    name: message.name,
    field: message.fieldsArray.map((field) => fieldDescriptor(field, message)),
    nestedType: [...nested.map(messageDescriptor), ...maps.map(mapEntryDescriptor)],
    enumType: message.nestedArray.filter((object) => object instanceof protobuf.Enum).map(enumDescriptor),
    oneofDecl: message.oneofsArray.map((oneof) => ({ name: snakeCase(oneof.name) })),
  };
}

function fieldDescriptor(field, message) {
  return {
    name: field.protoName,
    number: field.id,
    label: field.repeated || field.map ? REPEATED : OPTIONAL,
    ...(field.map ? { type: MESSAGE, typeName: `${message.fullName}.${entryName(field)}` } : typeDescriptor(field)),
    jsonName: field.name,
    ...(field.partOf ? { oneofIndex: message.oneofsArray.indexOf(field.partOf) } : {}),
    ...(field.options?.proto3_optional ? { proto3Optional: true } : {}),
  };
}

function typeDescriptor(field) {
  if (field.resolvedType instanceof protobuf.Type) return { type: MESSAGE, typeName: field.resolvedType.fullName };
  if (field.resolvedType instanceof protobuf.Enum) return { type: ENUM, typeName: field.resolvedType.fullName };
  return { type: SCALARS[field.type] };
}

const entryName = (field) => `${field.name[0].toUpperCase()}${field.name.slice(1)}Entry`;

const mapEntryDescriptor = (field) => ({
  name: entryName(field),
  field: [
    { name: "key", number: 1, label: OPTIONAL, type: SCALARS[field.keyType], jsonName: "key" },
    { name: "value", number: 2, label: OPTIONAL, ...typeDescriptor(field), jsonName: "value" },
  ],
  options: { mapEntry: true },
});

const enumDescriptor = (object) => ({
  name: object.name,
  value: Object.entries(object.values).map(([name, number]) => ({ name, number })),
});

const serviceDescriptor = (service) => ({
  name: service.name,
  method: service.methodsArray.map((method) => ({
    name: method.name,
    inputType: method.resolvedRequestType.fullName,
    outputType: method.resolvedResponseType.fullName,
    ...(method.requestStream ? { clientStreaming: true } : {}),
    ...(method.responseStream ? { serverStreaming: true } : {}),
  })),
});
