import { decodeAddress, fromHex, toHex } from "@taostack/primitives";
import { rpcError } from "../node/errors.js";
import type { AccountId, Hash, HexString } from "../scale/index.js";

const invalid = (index: number, expected: string): never => {
  throw rpcError(-32602, `Invalid params: parameter ${index} should be ${expected}`);
};

/** The positional parameters of a request. `null` counts as absent. */
export class Params {
  readonly #values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.#values = values;
  }

  at(index: number): unknown {
    return this.#values[index] ?? undefined;
  }

  string(index: number): string {
    const value = this.at(index);
    return typeof value === "string" ? value : invalid(index, "a string");
  }

  number(index: number): number {
    const value = Number(this.at(index));
    return Number.isSafeInteger(value) && value >= 0 ? value : invalid(index, "a whole number");
  }

  /** A whole number that may be beyond 2^53, then as text. */
  amount(index: number): bigint {
    const value = this.at(index);
    if (typeof value === "string" && /^\d{1,39}$/.test(value)) return BigInt(value);
    return BigInt(this.number(index));
  }

  /** With or without `0x`. */
  bytes(index: number): Uint8Array {
    try {
      return fromHex(this.string(index));
    } catch {
      return invalid(index, "a hex string");
    }
  }

  optionalBytes(index: number): Uint8Array | undefined {
    return this.at(index) === undefined ? undefined : this.bytes(index);
  }

  /** A storage key in the spelling that the state uses. */
  key(index: number): HexString {
    return toHex(this.bytes(index));
  }

  optionalKey(index: number): HexString | undefined {
    return this.at(index) === undefined ? undefined : this.key(index);
  }

  keys(index: number, limit: number): HexString[] {
    const value = this.at(index);
    if (!Array.isArray(value)) return invalid(index, "a list of keys");
    if (value.length > limit) return invalid(index, `a list of at most ${limit} keys`);
    const inner = new Params(value);
    return value.map((_, position) => inner.key(position));
  }

  optionalHash(index: number): Hash | undefined {
    return this.optionalKey(index);
  }

  /** ss58, or the public key in hex. */
  account(index: number): AccountId {
    const text = this.string(index);
    if (/^0x[0-9a-fA-F]{64}$/.test(text)) return text.toLowerCase() as AccountId;
    try {
      return toHex(decodeAddress(text));
    } catch {
      return invalid(index, "an address");
    }
  }
}
