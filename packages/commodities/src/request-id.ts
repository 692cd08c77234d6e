const word = (random: () => number): number => Math.floor(random() * 2 ** 32);

/** In the form of a random UUID (version 4), as gateways name their requests. */
export function requestId(random: () => number): string {
  const hex = Array.from({ length: 4 }, () => word(random).toString(16).padStart(8, "0")).join("");
  const variant = "89ab"[Number.parseInt(hex[16]!, 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
