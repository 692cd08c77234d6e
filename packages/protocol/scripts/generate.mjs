// Compiles protos/ to src/generated.
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { insideRuntime, writeModules } from "./codegen/write-modules.mjs";

const packageFolder = join(dirname(fileURLToPath(import.meta.url)), "..");
const outputFolder = join(packageFolder, "src", "generated");
rmSync(outputFolder, { recursive: true, force: true });
writeModules(join(packageFolder, "..", "..", "protos"), outputFolder, insideRuntime);
