#!/usr/bin/env node
import { runService } from "@taostack/primitives/service";
import { SOFTWARE_VERSION } from "../version.js";
import type { NeuronInput } from "./neurons.js";

await runService({
  name: "tao-market",
  version: SOFTWARE_VERSION,
  summary: "runs all neurons of one subnet of the local network",
  options: {
    neurons: {
      kind: "string",
      default: "[]",
      env: "TAO_NEURONS",
      help: "JSON list of what to start: name, app, input",
    },
  },
  start: async ({ neurons }) => (await import("./start-market.js")).startMarket(JSON.parse(neurons) as NeuronInput[]),
});
