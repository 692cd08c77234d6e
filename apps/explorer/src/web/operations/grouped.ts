/** A number as text with thousands parted, from six digits on: shorter ones may be ports, years, netuids. Decimals stay as they are. */
export function grouped(text: string): string {
  const [, whole = "", rest = ""] = /^(-?\d{6,})(\..*)?$/.exec(text) ?? [];
  return whole === "" ? text : whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}
