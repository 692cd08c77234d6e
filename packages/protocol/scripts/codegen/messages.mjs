import { dirname, relative } from "node:path/posix";
import { fieldInitial, fieldInitType, fieldRead, fieldType, fieldWrite } from "./fields.mjs";
import { allEnums, allMessages, camelCase, docComment, typeName } from "./names.mjs";

/**
 * The TypeScript module of one .proto file.
 * `runtime` says where it imports from, and whether its services carry the descriptors of their files.
 */
export function messagesModule(file, runtime) {
  const body = [...allEnums(file).map((e) => enumCode(e, file)), ...allMessages(file).map((m) => messageCode(m, file))];
  const services = file.services.map((service) => serviceCode(service, file, runtime));
  return [header(file, [...body, ...services].join("\n"), runtime), ...body, ...services].join("\n");
}

function header(file, code, runtime) {
  const helpers = [
    "emptyReader",
    "messageCodec",
    "readBytes",
    "readMapEntry",
    "readMessage",
    "wholeNumber",
    "writeMapEntry",
  ].filter((helper) => code.includes(`${helper}(`));
  const types = ["MessageCodec", "Reader", "Writer"].map((name) => `type ${name}`);
  const hasServices = file.services.length > 0;
  const service = hasServices ? [`import type { ServiceDescriptor } from "${runtime.service(file)}";`] : [];
  const descriptors =
    hasServices && runtime.descriptors ? [`import { fileDescriptors } from "${runtime.descriptors(file)}";`] : [];
  return [
    `// Generated from ${file.name}; do not edit.`,
    `import { ${[...types, ...helpers].join(", ")} } from "${runtime.codec(file)}";`,
    ...service,
    ...descriptors,
    ...importLines(file, code),
    "",
  ].join("\n");
}

/** Types of imported files are used by their functions `readX` and `writeX`, their types `X` and `XInit`, and their codec `X`. */
function importLines(file, code) {
  return file.imports.flatMap((name) => {
    const path = relative(dirname(file.name), name).replace(/\.proto$/, ".js");
    const used = [...new Set(code.match(/\b[A-Za-z_]\w*\b/g))].sort();
    const exported = new Set(importedNames(file, name));
    const values = used.filter((word) => exported.has(word) && isValue(word, code));
    const types = used.filter((word) => exported.has(word) && !isValue(word, code));
    const list = [...types.map((word) => `type ${word}`), ...values].join(", ");
    return list === "" ? [] : [`import { ${list} } from "${path.startsWith(".") ? path : `./${path}`}";`];
  });
}

const isValue = (word, code) =>
  /^(read|write)[A-Z]/.test(word) || new RegExp(`(request|response): ${word}\\b`).test(code);

function importedNames(file, name) {
  const { root } = [...file.messages, ...file.services][0];
  const messages = root.nestedArray.flatMap((namespace) => messagesOf(namespace)).filter((m) => m.filename === name);
  return messages.flatMap((m) => [m.name, `${m.name}Init`, `read${m.name}`, `write${m.name}`]);
}
const messagesOf = (object) => (object.fieldsArray ? [object] : (object.nestedArray ?? []).flatMap(messagesOf));

function enumCode(object, file) {
  const name = typeName(object, file);
  const values = Object.entries(object.values).map(([key, value]) => `  ${key}: ${value},`);
  return `${docComment(object.comment)}export const ${name} = {\n${values.join("\n")}\n} as const;\n`;
}

function messageCode(message, file) {
  const name = typeName(message, file);
  const fields = message.fieldsArray;
  const init = fields.map((f) => `  readonly ${f.name}?: ${fieldInitType(f, file)} | undefined;\n`).join("");
  const empty = fields.length === 0;
  return `${docComment(message.comment)}export interface ${name} {
${fields.map((f) => `${docComment(f.comment, "  ")}  ${fieldType(f, file)};\n`).join("")}}

/** What may be given to encode a \`${name}\`: absent fields have their default. */
export interface ${name}Init {
${init}}

export function write${name}(${empty ? "_message" : "message"}: ${name}Init, writer: Writer): Writer {
${fields.map((f) => fieldWrite(f, file)).join("")}  return writer;
}

export function read${name}(reader: Reader, message: ${name} = { ${fields.map(fieldInitial).join(", ")} }): ${name} {
  while (reader.pos < reader.len) {
    const tag = reader.tag();
${switchCode(fields, file)}  }
  return message;
}

export const ${name}: MessageCodec<${name}, ${name}Init> = messageCodec("${message.fullName.slice(1)}", write${name}, read${name});
`;
}

function switchCode(fields, file) {
  const skip = "reader.skipType(tag & 7, 0, tag >>> 3);";
  if (fields.length === 0) return `    ${skip}\n`;
  return `    switch (tag) {\n${fields.map((f) => fieldRead(f, file)).join("")}      default:\n        ${skip}\n    }\n`;
}

function serviceCode(service, file, runtime) {
  const methods = service.methodsArray.map((method) => methodCode(method, service, file));
  return `${docComment(service.comment)}export const ${service.name}Service = {
  name: "${service.fullName.slice(1)}",
  methods: {
${methods.join("")}  },
${runtime.descriptors ? "  files: fileDescriptors,\n" : ""}} as const satisfies ServiceDescriptor;
`;
}

function methodCode(method, service, file) {
  const kind = method.requestStream
    ? method.responseStream
      ? "bidi"
      : "clientStream"
    : method.responseStream
      ? "serverStream"
      : "unary";
  const path = `/${service.fullName.slice(1)}/${method.name}`;
  return `${docComment(method.comment, "    ")}    ${camelCase(method.name)}: {
      path: "${path}",
      kind: "${kind}",
      request: ${typeName(method.resolvedRequestType, file)},
      response: ${typeName(method.resolvedResponseType, file)},
    },
`;
}
