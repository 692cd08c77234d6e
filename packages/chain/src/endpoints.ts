import { chainError } from "./errors.js";

/** The networks by their usual names. */
export const NETWORKS = {
  finney: "wss://entrypoint-finney.opentensor.ai:443",
  test: "wss://test.finney.opentensor.ai:443",
  archive: "wss://archive.chain.opentensor.ai:443",
  local: "ws://127.0.0.1:9944",
} as const;

export type NetworkName = keyof typeof NETWORKS;

/** Genesis hashes of the public networks: an alias is only a name, and a hijacked one would answer with another chain. */
export const GENESIS_HASHES: Readonly<Record<string, string>> = {
  [NETWORKS.finney]: "0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03",
  [NETWORKS.archive]: "0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03",
  [NETWORKS.test]: "0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105",
};

/** Names become URLs, URLs stay; a host without a scheme gets `ws://`. @throws `chain/invalid_argument` for none or nonsense. */
export function resolveEndpoints(target: string | readonly string[]): string[] {
  const endpoints = (typeof target === "string" ? [target] : target).map(resolveEndpoint);
  if (endpoints.length === 0) throw invalidEndpoint("");
  return endpoints;
}

function resolveEndpoint(text: string): string {
  if (Object.hasOwn(NETWORKS, text)) return NETWORKS[text as NetworkName];
  const url = text.includes("://") ? text : `ws://${text}`;
  if (!/^wss?:$/.test(URL.canParse(url) ? new URL(url).protocol : "")) throw invalidEndpoint(text);
  return url;
}

const invalidEndpoint = (text: string) =>
  chainError(
    { code: "chain/invalid_argument", argument: "endpoint" },
    `"${text}" is not the address of a chain node.`,
    {
      remedy: "Use finney, test, local or a URL such as ws://127.0.0.1:9944.",
    },
  );
