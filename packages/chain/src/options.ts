import type { OptionTable } from "@taostack/primitives";

/** The options of every program that talks to a chain. */
export const chainOptions = {
  endpoint: {
    kind: "list",
    default: ["finney"],
    env: "TAO_ENDPOINT",
    help: "finney, test, local or ws:// addresses; the first that answers is used, the others take over",
  },
  netuid: { kind: "integer", min: 1, max: 65_535, env: "TAO_NETUID", help: "the subnet" },
} as const satisfies OptionTable;
