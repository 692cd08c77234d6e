#!/usr/bin/env node
import { runService } from "@taostack/primitives/service";
import { validatorOptions } from "./options.js";
import { SOFTWARE_VERSION } from "./version.js";

await runService({
  name: "tao-validator",
  version: SOFTWARE_VERSION,
  summary: "asks the miners of a subnet, scores them, sets weights, and answers gateways",
  options: validatorOptions,
  start: async (config) => (await import("./start-validator.js")).startValidator(config),
});
