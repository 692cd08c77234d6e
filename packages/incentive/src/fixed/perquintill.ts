/** The parts in a whole `Perquintill` (u64). */
export const QUINTILLION = 10n ** 18n;

/** ⌊10^18·p/q⌋ parts; 1 (10^18 parts) when p exceeds q or q is zero. */
export function perquintill(p: bigint, q: bigint): bigint {
  return q === 0n || p > q ? QUINTILLION : (p * QUINTILLION) / q;
}
