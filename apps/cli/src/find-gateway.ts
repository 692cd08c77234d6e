import type { Context } from "./context.js";
import { cliError, invalidArgument } from "./errors.js";
import type { GatewayAddress } from "./gateway-client.js";

export interface GatewayOptions {
  readonly gateway?: string;
}

export interface FoundGateway extends GatewayAddress {
  /** Of the network that runs in this folder, if it is that one's. */
  readonly models: readonly string[] | undefined;
}

/** @throws `cli/no_gateway`, `cli/no_api_key`, `cli/invalid_argument`. */
export async function findGateway(context: Context, options: GatewayOptions): Promise<FoundGateway> {
  const { env } = context.surroundings;
  const running = (await context.upFile())?.gateway;
  const url = baseOf(gatewayOf(context, options) ?? running?.url ?? context.setting("gateway")?.value);
  const isRunning = url === running?.url;
  // The key of the network in this folder goes to no other gateway.
  const key = env.TAO_API_KEY || (isRunning ? running?.apiKey : undefined);
  if (!key) {
    throw cliError(
      { code: "cli/no_api_key", url },
      `There is no API key for ${url}.`,
      "Set TAO_API_KEY to one of its keys.",
    );
  }
  return { url, key, models: isRunning ? running?.models : undefined };
}

/** By flag or environment; the file comes after the network that runs in this folder. */
function gatewayOf(context: Context, options: GatewayOptions): string | undefined {
  const given = context.setting("gateway");
  return options.gateway ?? (given?.from === "file" ? undefined : given?.value);
}

function baseOf(address: string | undefined): string {
  if (address === undefined) {
    throw cliError(
      { code: "cli/no_gateway" },
      "No gateway is known, and no network runs in this folder.",
      "Run `tao up` here, or give --gateway and set TAO_API_KEY.",
    );
  }
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    throw invalidArgument("--gateway", address, "It takes an address such as http://127.0.0.1:8080.");
  }
  return address.replace(/\/*(v1\/*)?$/, "");
}
