import { toHex } from "@taostack/primitives";

const names: Readonly<Record<string, string>> = {
  "0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03": "finney",
  "0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105": "test network",
};

/** What people call the chain: known by its genesis, not by the address it was reached at. */
export const networkName = (genesisHash: Uint8Array): string => names[toHex(genesisHash)] ?? "local network";
