#!/usr/bin/env node
// Compiles the contracts of another package, for those who bring a service of their own.
import { outsideRuntime, writeModules } from "./codegen/write-modules.mjs";

const USAGE = `taostack-protos <folder of .proto files> <output folder>

Writes one TypeScript module for each .proto file (types, codecs, services) and descriptors.ts; it removes nothing.
Needs @taostack/protocol as a dependency where the modules are used.`;

const args = process.argv.slice(2);
if (args.some((arg) => arg === "--help" || arg === "-h")) {
  console.log(USAGE);
} else if (args.length !== 2) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    for (const path of writeModules(args[0], args[1], outsideRuntime)) console.log(path);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
