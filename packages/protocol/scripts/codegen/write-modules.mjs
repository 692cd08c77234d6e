import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { relative } from "node:path/posix";
import { descriptorsModule } from "./descriptors.mjs";
import { loadProtos } from "./load.mjs";
import { messagesModule } from "./messages.mjs";

const toTop = (file) => relative(dirname(file.name), ".") || ".";

/** Imports of what is generated into this package. Its reflection has the descriptors of all of it. */
export const insideRuntime = {
  codec: (file) => `${toTop(file)}/../codec.js`,
  service: (file) => `${toTop(file)}/../service.js`,
  descriptorType: "../service.js",
};

/** Imports of what is generated into another package: this one by its name. Services bring their descriptors with them. */
export const outsideRuntime = {
  codec: () => "@taostack/protocol/codec",
  service: () => "@taostack/protocol",
  descriptors: (file) => `${toTop(file)}/descriptors.js`,
  descriptorType: "@taostack/protocol",
};

/**
 * Compiles every .proto file under a folder: one module of types, codecs and services for each, and the descriptors of all. The output
 * depends on nothing but these files, so that two builds of one commit are the same, byte for byte. Gives the paths written.
 */
export function writeModules(protosFolder, outputFolder, runtime) {
  const files = loadProtos(protosFolder);
  if (files.length === 0) throw new Error(`There is no .proto file under ${protosFolder}.`);
  const modules = [
    ...files.map((file) => [file.name.replace(/\.proto$/, ".ts"), messagesModule(file, runtime)]),
    ["descriptors.ts", descriptorsModule(files, runtime.descriptorType)],
  ];
  return modules.map(([name, text]) => {
    const path = join(outputFolder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  });
}
