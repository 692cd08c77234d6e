// Compiles the kernel of storage, src/storage/kernel/assembly (AssemblyScript: erasure code and hashes), to WebAssembly, and writes
// it as a string into src/generated/storage-kernel.ts, so that it loads at once and wherever the package does. The output depends
// on nothing but the sources and the compiler's version; where it is up to date already, nothing is compiled.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const packageFolder = join(dirname(fileURLToPath(import.meta.url)), "..");
const sourceFolder = join(packageFolder, "src", "storage", "kernel", "assembly");
const outputPath = join(packageFolder, "src", "generated", "storage-kernel.ts");
// Memory belongs to the host, which lays it out and checks every bound.
const flags = [
  "-O3",
  "--noAssert",
  "--runtime",
  "stub",
  "--uncheckedBehavior",
  "always",
  "--enable",
  "simd",
  "--use",
  "abort=",
];

const sources = new Map(
  readdirSync(sourceFolder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => [name, readFileSync(join(sourceFolder, name), "utf8")]),
);
const fingerprint = createHash("sha256")
  .update(JSON.stringify([asc.version, flags, [...sources]]))
  .digest("hex");
const header = `// Made by scripts/generate.mjs from sources with the fingerprint ${fingerprint}.\n`;

if (!existing().startsWith(header)) {
  const base64 = Buffer.from(await compile()).toString("base64");
  mkdirSync(dirname(outputPath), { recursive: true });
  writeFileSync(outputPath, `${header}export const storageKernelBase64: string =\n  "${base64}";\n`);
}

function existing() {
  try {
    return readFileSync(outputPath, "utf8");
  } catch {
    return "";
  }
}

async function compile() {
  const files = new Map();
  const { error, stderr } = await asc.main(["index.ts", "--outFile", "kernel.wasm", ...flags], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (name, contents) => files.set(name, contents),
    listFiles: () => [],
  });
  if (error) throw new Error(`The kernel does not compile.\n${stderr.toString()}`, { cause: error });
  return files.get("kernel.wasm");
}
