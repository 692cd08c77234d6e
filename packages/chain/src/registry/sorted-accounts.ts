import { decodeAddress, toHex } from "@taostack/primitives";

/** In the order of their public keys, as the chain wants signatories. */
export function sortedAccounts(addresses: readonly string[]): string[] {
  const keys = new Map(addresses.map((address) => [address, toHex(decodeAddress(address))]));
  return [...addresses].sort((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
}
