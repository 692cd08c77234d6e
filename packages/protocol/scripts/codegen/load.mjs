import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import protobuf from "protobufjs";

/**
 * Reads every .proto file under `folder`, in alphabetical order.
 * Returns one entry per file: its name, package, imports, and its own messages, enums and services as protobufjs reflects them.
 */
export function loadProtos(folder) {
  const names = protoNames(folder);
  const root = new protobuf.Root();
  const parsed = new Map();
  for (const name of names) parsed.set(name, parseInto(root, folder, name));
  for (const [name, file] of parsed) checkFile(name, file, names);
  root.resolveAll();
  return names.map((name) => describeFile(root, name, parsed.get(name)));
}

function protoNames(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".proto"))
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join("/"),
    )
    .sort();
}

function parseInto(root, folder, name) {
  // Each object that is parsed remembers this as the file that defines it.
  protobuf.parse.filename = name;
  return protobuf.parse(readFileSync(join(folder, name), "utf8"), root, { alternateCommentMode: true });
}

function describeFile(root, name, parsed) {
  const own = root.lookup(parsed.package).nestedArray.filter((object) => object.filename === name);
  const messages = own.filter((object) => object instanceof protobuf.Type);
  const file = {
    name,
    package: parsed.package,
    imports: parsed.imports ?? [],
    messages,
    enums: own.filter((object) => object instanceof protobuf.Enum),
    services: own.filter((object) => object instanceof protobuf.Service),
  };
  for (const message of messages) checkMessage(message, []);
  return file;
}

/** One folder holds all that its files need: what is generated imports from nowhere else. */
function checkFile(name, { package: packageName, imports = [] }, names) {
  if (!packageName) throw new Error(`${name} has no package; say: package my_subnet.v1;`);
  const missing = imports.find((path) => !names.includes(path));
  if (missing) throw new Error(`${name} imports ${missing}, which is not in the same folder of contracts.`);
}

/** Refuses what the generated code could not carry faithfully: Long objects, unbounded nesting, exotic map keys. */
function checkMessage(message, outer) {
  if (outer.includes(message)) throw new Error(`${message.fullName} contains itself; its depth would have no bound.`);
  for (const field of message.fieldsArray) {
    const name = `${message.fullName}.${field.name}`;
    if (/^[su]?int64$|^s?fixed64$/.test(field.type)) throw new Error(`${name}: 64-bit integers do not fit a number.`);
    if (field.map && field.keyType !== "string") throw new Error(`${name}: only maps with string keys are supported.`);
    if (field.resolvedType instanceof protobuf.Type) checkMessage(field.resolvedType, [...outer, message]);
  }
}
