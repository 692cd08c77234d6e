import protobuf from "protobufjs";
import { typeName } from "./names.mjs";

const WIRE_TYPES = { double: 1, float: 5, fixed32: 5, sfixed32: 5, string: 2, bytes: 2 };
const RANGED = new Set(["uint32", "fixed32", "int32", "sint32", "sfixed32"]);

const isMessage = (field) => field.resolvedType instanceof protobuf.Type;
const scalar = (field) => (field.resolvedType instanceof protobuf.Enum ? "int32" : field.type);
const scalarType = (type) =>
  type === "string" ? "string" : type === "bool" ? "boolean" : type === "bytes" ? "Uint8Array" : "number";
const scalarDefault = (type) =>
  type === "string" ? '""' : type === "bool" ? "false" : type === "bytes" ? "new Uint8Array(0)" : "0";

/** Absent is something else than the default: messages, members of a oneof, and what is declared `optional`. */
const hasPresence = (field) => !field.repeated && !field.map && (isMessage(field) || Boolean(field.partOf));
const isPacked = (field) => field.repeated && !isMessage(field) && !["string", "bytes"].includes(scalar(field));

const elementType = (field, file) =>
  isMessage(field) ? typeName(field.resolvedType, file) : scalarType(scalar(field));
const elementInitType = (field, file) => elementType(field, file) + (isMessage(field) ? "Init" : "");

/** The member of the decoded interface: `tokens: TextToken[]`, `usage?: TextUsage | undefined`. */
export function fieldType(field, file) {
  const type = elementType(field, file);
  if (field.map) return `${field.name}: Map<string, ${type}>`;
  if (field.repeated) return `${field.name}: ${type}[]`;
  return hasPresence(field) ? `${field.name}?: ${type} | undefined` : `${field.name}: ${type}`;
}

export function fieldInitType(field, file) {
  const type = elementInitType(field, file);
  if (field.map) return `ReadonlyMap<string, ${type}>`;
  return field.repeated ? `readonly ${type}[]` : type;
}

/** Every member is there from the start, so that all messages of a type share one shape. */
export function fieldInitial(field) {
  if (field.map) return `${field.name}: new Map()`;
  if (field.repeated) return `${field.name}: []`;
  return `${field.name}: ${hasPresence(field) ? "undefined" : scalarDefault(scalar(field))}`;
}

const wireType = (field) => (isMessage(field) || field.map ? 2 : (WIRE_TYPES[scalar(field)] ?? 0));
const tagOf = (field, wire) => ((field.id << 3) | wire) >>> 0;

export function fieldWrite(field, file) {
  const value = `message.${field.name}`;
  if (field.map) return mapWrite(field, file, value);
  if (isPacked(field)) return packedWrite(field, value);
  if (field.repeated) {
    return `  if (${value} !== undefined) for (const item of ${value}) ${elementWrite(field, file, "item")}\n`;
  }
  return `  if (${value} !== undefined${skipsDefault(field, value)}) ${elementWrite(field, file, value)}\n`;
}

function skipsDefault(field, value) {
  if (hasPresence(field)) return "";
  const type = scalar(field);
  if (type === "bytes") return ` && ${value}.length > 0`;
  // Minus zero is not the default: only Object.is tells them apart.
  if (type === "float" || type === "double") return ` && !Object.is(${value}, 0)`;
  return ` && ${value} !== ${scalarDefault(type)}`;
}

function elementWrite(field, file, value) {
  const start = `writer.uint32(${tagOf(field, wireType(field))})`;
  if (isMessage(field)) return `write${typeName(field.resolvedType, file)}(${value}, ${start}.fork()).ldelim();`;
  return `${start}.${scalar(field)}(${checked(field, value)});`;
}

/** The writer would wrap a number that is out of range or not whole; the generated code refuses it. */
const checked = (field, value) =>
  RANGED.has(scalar(field)) ? `wholeNumber("${scalar(field)}", ${value}, "${field.fullName.slice(1)}")` : value;

function packedWrite(field, value) {
  return `  if (${value} !== undefined && ${value}.length > 0) {
    writer.uint32(${tagOf(field, 2)}).fork();
    for (const item of ${value}) writer.${scalar(field)}(${checked(field, "item")});
    writer.ldelim();
  }
`;
}

function mapWrite(field, file, value) {
  const item = isMessage(field)
    ? `write${typeName(field.resolvedType, file)}(item, writer.uint32(18).fork()).ldelim()`
    : `writer.uint32(${(2 << 3) | (WIRE_TYPES[scalar(field)] ?? 0)}).${scalar(field)}(${checked(field, "item")})`;
  return `  if (${value} !== undefined) {
    for (const [key, item] of ${value}) writeMapEntry(writer.uint32(${tagOf(field, 2)}), key, () => ${item});
  }
`;
}

export function fieldRead(field, file) {
  const target = `message.${field.name}`;
  const cases = [[wireType(field), readStatement(field, file, target)]];
  if (isPacked(field)) cases.push([2, `reader.${scalar(field)}s(${target});`]);
  return cases.map(([wire, code]) => `      case ${tagOf(field, wire)}:\n        ${code}\n        break;\n`).join("");
}

function readStatement(field, file, target) {
  if (field.map) return mapRead(field, file, target);
  if (field.repeated) return `${target}.push(${elementRead(field, file)});`;
  // Two pieces of one message field are merged, as the format asks.
  const clear = field.partOf ? otherMembers(field) : "";
  return `${target} = ${elementRead(field, file, target)};${clear}`;
}

/** Of a oneof, the last member on the wire is the one that counts. */
const otherMembers = (field) =>
  field.partOf.fieldsArray
    .filter((other) => other !== field)
    .map((other) => ` message.${other.name} = undefined;`)
    .join("");

function elementRead(field, file, current) {
  if (isMessage(field)) {
    return `readMessage(reader, read${typeName(field.resolvedType, file)}${current ? `, ${current}` : ""})`;
  }
  const type = scalar(field);
  // Copied: the reader's bytes are a view on the buffer that came from the socket.
  if (type === "bytes") return "readBytes(reader)";
  return type === "string" ? "reader.stringVerify()" : `reader.${type}()`;
}

function mapRead(field, file, target) {
  const initial = isMessage(field)
    ? `read${typeName(field.resolvedType, file)}(emptyReader())`
    : scalarDefault(scalar(field));
  return `readMapEntry(reader, ${target}, () => ${initial}, () => ${elementRead(field, file)});`;
}
