import { decodeAddress, RAO_PER_TAO, toHex } from "@taostack/primitives";
import type { AccountId } from "./scale/index.js";

export interface DevAccount {
  /** The derivation path of its sr25519 key, or for two of them the name that Ethereum tools give their key. */
  readonly name: string;
  readonly address: string;
  /** Rao at genesis. */
  readonly free: bigint;
}

const RICH = 1_000_000n * RAO_PER_TAO;
const USUAL = 2_000n * RAO_PER_TAO;

/** The accounts that a local chain starts with. Their keys are public knowledge: they are worth nothing elsewhere. */
export const devAccounts: readonly DevAccount[] = [
  { name: "//Alice", address: "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", free: RICH },
  { name: "//Bob", address: "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty", free: RICH },
  { name: "//Charlie", address: "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y", free: RICH },
  { name: "//Dave", address: "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy", free: USUAL },
  { name: "//Eve", address: "5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw", free: USUAL },
  { name: "//Ferdie", address: "5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL", free: USUAL },
  { name: "//One", address: "5Fxune7f71ZbpP2FoY3mhYcmM596Erhv1gRue4nsPwkxMR4n", free: USUAL },
  { name: "//Two", address: "5CUjxa4wVKMj3FqKdqAUf7zcEMr4MYAjXeWmUf44B41neLmJ", free: USUAL },
  { name: "//Three", address: "5FKiDJ3T1c59m3QwQVgXyk2QmibqBaYSzk2X5eiPjLR438pk", free: USUAL },
  { name: "Alith", address: "5Fghzk1AJt88PeFEzuRfXzbPchiBbsVGTTXcdx599VdZzkTA", free: USUAL },
  { name: "Baltathar", address: "5GeqNhKWj1KG78VHzbmo3ZjZgUTrCuWeamdgiA114XHGdaEr", free: USUAL },
];

/** @param name - One of `devAccounts`. */
export function devAccountId(name: string): AccountId {
  const account = devAccounts.find((known) => known.name === name);
  return toHex(decodeAddress(account?.address ?? name));
}
