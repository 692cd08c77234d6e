// Compiles protos/ to src/generated: one module of types and codecs per .proto file, and the descriptors that reflection serves.
// The output depends on nothing but the .proto files, so that two builds of one commit are the same, byte for byte.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { descriptorsModule } from "./codegen/descriptors.mjs";
import { loadProtos } from "./codegen/load.mjs";
import { messagesModule } from "./codegen/messages.mjs";

const packageFolder = join(dirname(fileURLToPath(import.meta.url)), "..");
const protosFolder = join(packageFolder, "..", "..", "protos");
const outputFolder = join(packageFolder, "src", "generated");

const files = loadProtos(protosFolder);
const modules = new Map([
  ...files.map((file) => [file.name.replace(/\.proto$/, ".ts"), messagesModule(file)]),
  ["descriptors.ts", descriptorsModule(files)],
]);
rmSync(outputFolder, { recursive: true, force: true });
for (const [name, text] of modules) {
  const path = join(outputFolder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
