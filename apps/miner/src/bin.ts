#!/usr/bin/env node
import { runService } from "@taostack/primitives/service";
import { minerOptions } from "./options.js";
import { SOFTWARE_VERSION } from "./version.js";

await runService({
  name: "tao-miner",
  version: SOFTWARE_VERSION,
  summary: "serves a model to the validators of a subnet, and earns",
  options: minerOptions,
  start: async (config) => (await import("./start-miner.js")).startMiner(config),
});
