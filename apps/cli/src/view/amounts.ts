import { formatTao, RAO_PER_TAO } from "@taostack/primitives";

export interface AmountFormat {
  /** `τ`, or the subnet's own; `""` for a column that has it in its head. */
  readonly symbol?: string;
  /** All nine decimals. */
  readonly exact?: boolean;
}

/** Small amounts keep the decimals that large ones can do without. Cut, not rounded. */
export function formatAmount(amount: bigint, { symbol = "τ", exact = false }: AmountFormat = {}): string {
  return exact
    ? formatTao(amount, { symbol, decimals: 9 })
    : formatTao(amount, { symbol, decimals: decimalsOf(amount) });
}

function decimalsOf(amount: bigint): number {
  if (amount >= 1_000n * RAO_PER_TAO) return 2;
  if (amount >= RAO_PER_TAO || amount === 0n) return 4;
  return amount >= RAO_PER_TAO / 1_000n ? 6 : 9;
}
