const RAO_PER_TAO = 1_000_000_000n;
const U16_MAX = 65_535;

/** Rao as a number with thousands and `decimals` decimals, the rest cut: `1204330000000` is `1,204.33`. */
export function amount(rao: string, decimals = 2): string {
  const value = BigInt(rao);
  const whole = (value / RAO_PER_TAO).toLocaleString("en-US");
  const fraction = (value % RAO_PER_TAO).toString().padStart(9, "0").slice(0, decimals);
  return decimals === 0 ? whole : `${whole}.${fraction}`;
}

/** All nine decimals, for titles and copies. */
export const exactAmount = (rao: string): string => amount(rao, 9);

export const fraction = (u16: number): number => u16 / U16_MAX;
export const percent = (share: number, decimals = 1): string => `${(share * 100).toFixed(decimals)} %`;
export const score = (value: number): string => value.toFixed(2);
export const integer = (value: number): string => value.toLocaleString("en-US");

/** `84 ms`, `1.2 s`. */
export const duration = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;

/** `now`, `12 s`, `3 min`, `2 h`. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 1) return "now";
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h`;
}

/** `5F3sa2…utQY`. */
export const shortAddress = (address: string): string =>
  address.length <= 12 ? address : `${address.slice(0, 6)}…${address.slice(-4)}`;
