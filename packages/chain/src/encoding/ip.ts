import { isIPv4, isIPv6 } from "node:net";
import { chainError } from "../errors.js";

export interface ChainIp {
  /** The address as one integer, as the chain stores it: 192.168.1.10 is 3232235786. */
  readonly value: bigint;
  readonly type: 4 | 6;
}

/** @throws `chain/invalid_argument` for anything but an IPv4 or IPv6 address; names are not resolved. */
export function encodeIp(text: string): ChainIp {
  if (isIPv4(text)) return { value: join(text.split(".").map(Number), 8n), type: 4 };
  if (isIPv6(text)) return { value: join(groupsOf(text), 16n), type: 6 };
  throw chainError({ code: "chain/invalid_argument", argument: "ip" }, `"${text}" is not an IP address.`, {
    remedy: "Announce an IPv4 or IPv6 address; a host name is not stored on the chain.",
  });
}

/** The address of an integer; IPv6 in its short form. */
export function decodeIp({ value, type }: ChainIp): string {
  if (type === 4) return split(value, 4, 8n).join(".");
  const groups = split(value, 8, 16n).map((group) => group.toString(16));
  return canonicalIpv6(groups.join(":"));
}

const join = (parts: readonly number[], bits: bigint): bigint =>
  parts.reduce((sum, part) => (sum << bits) | BigInt(part), 0n);

const split = (value: bigint, count: number, bits: bigint): number[] =>
  Array.from({ length: count }, (_, index) =>
    Number(BigInt.asUintN(Number(bits), value >> (BigInt(count - 1 - index) * bits))),
  );

/** The URL parser knows every spelling of an IPv6 address, and gives the short one. */
const canonicalIpv6 = (text: string): string => new URL(`http://[${text.split("%")[0]}]`).hostname.slice(1, -1);

function groupsOf(text: string): number[] {
  const [head = "", tail] = canonicalIpv6(text).split("::");
  const parse = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [before, after] = [parse(head), parse(tail ?? "")];
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}
