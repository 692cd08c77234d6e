/** `HealthCheckResponse.ServingStatus` of package `grpc.health.v1` → `HealthCheckResponse_ServingStatus`. */
export const typeName = (object, file) => object.fullName.slice(file.package.length + 2).replaceAll(".", "_");

export const camelCase = (name) => name[0].toLowerCase() + name.slice(1);

/** The spelling of the .proto, of what protobufjs keeps in camel case only. */
export const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A documentation comment, or nothing. */
export function docComment(text, indent = "") {
  if (!text) return "";
  const lines = text.trim().split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

/** All messages of a file, nested ones after the one that holds them; map entries are not messages of their own. */
export const allMessages = (file) => file.messages.flatMap(withNested);
const withNested = (message) => [message, ...message.nestedArray.filter((o) => o.fieldsArray).flatMap(withNested)];

export const allEnums = (file) => [
  ...file.enums,
  ...allMessages(file).flatMap((message) => message.nestedArray.filter((object) => object.valuesById)),
];
