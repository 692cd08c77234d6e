/**
 * A number as text with thousands parted, if it has at least `digits` before the point: six where it may as well be a port or a year.
 * Decimals stay as they are.
 */
export function grouped(text: string, digits = 6): string {
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(\..*)?$/.exec(text) ?? [];
  return whole.length < digits ? text : sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}
