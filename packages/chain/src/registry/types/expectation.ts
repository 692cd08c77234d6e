import type { Descriptor, Type } from "./descriptor.js";

const amounts = {
  tao: "an amount of TAO with at most nine decimals, such as 1.5 or 0.000000001",
  alpha: "an amount of alpha with at most nine decimals, such as 12.5",
  "tao per alpha": "a price in TAO for one alpha with at most nine decimals, such as 0.025",
} as const;

const named: Partial<Record<string, string>> = {
  netuid: "the number of a subnet",
  uid: "the uid of a neuron",
  mechanism: "the number of a mechanism",
  port: "a port",
  block: "a block's number",
  blocks: "a number of blocks",
};

/** What a type takes, to complete "It takes …". */
export function expectationOf(type: Type): string {
  const t: Descriptor = type;
  switch (t.kind) {
    case "integer": {
      const range = t.max === Number.MAX_SAFE_INTEGER ? `at least ${t.min}` : `from ${t.min} to ${t.max}`;
      return `${named[t.role ?? ""] ?? "a whole number"}, ${range}`;
    }
    case "big":
      return `a whole number of ${t.bits} bits${t.signed ? "" : ", not negative"}`;
    case "amount":
      return amounts[t.unit];
    case "account":
      return `the ss58 address of ${t.role === "account" ? "an account" : `a ${t.role}`}`;
    case "fraction":
      return "a fraction from 0 to 1, such as 0.18 or 18%";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "text":
      return t.maxBytes === undefined ? "a text" : `a text of at most ${t.maxBytes} bytes`;
    case "bytes":
      return t.minLength === t.maxLength
        ? `${t.minLength} bytes in hex`
        : `${t.minLength} to ${t.maxLength} bytes in hex`;
    case "hash":
      return `${t.length} bytes in hex`;
    case "ip":
      return "an IPv4 or IPv6 address";
    case "enum":
      return `one of ${t.values.join(", ")}`;
    case "list":
      return `a list${t.maxItems === undefined ? "" : ` of at most ${t.maxItems}`}, each ${expectationOf(t.of)}`;
    case "column":
      return "a column";
    case "struct":
      return `an object with ${Object.keys(t.fields).join(", ")}`;
    case "maybe":
      return `${expectationOf(t.of)}, or nothing`;
    case "call":
      return 'an operation {"operation", "arguments"}, a call {"call", "args"}, or an encoded call in hex';
    case "any":
      return "a value";
  }
}
