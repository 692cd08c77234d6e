#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { runService } from "@taostack/primitives/service";
import { gatewayOptions } from "./options.js";
import { startGateway } from "./start-gateway.js";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  readonly version: string;
};

await runService({
  name: "tao-gateway",
  version,
  summary: "an OpenAI-compatible door to a subnet",
  options: gatewayOptions,
  async start(config) {
    const gateway = await startGateway(config);
    process.stdout.write(`gateway  ${gateway.url}\n`);
    if (config.createKey !== undefined) {
      const { key } = await gateway.createApiKey(config.createKey);
      process.stdout.write(`key      ${key}  (shown this once)\n`);
    }
    return gateway;
  },
});
