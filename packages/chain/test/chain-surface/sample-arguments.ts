import type { Descriptor, Fields, Type } from "../../src/registry/types/descriptor.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

/** A value of a type. */
export function sampleOf(type: Type): unknown {
  const t: Descriptor = type;
  switch (t.kind) {
    case "integer":
      return Math.max(t.min, Math.min(t.max, 3));
    case "big":
    case "amount":
      return 5n;
    case "account":
      return ALICE;
    case "fraction":
      return t.bits === 16 ? 7 : 7n;
    case "number":
      return 0.5;
    case "boolean":
      return true;
    case "text":
      return "text";
    case "bytes":
      return new Uint8Array(Math.max(1, t.minLength)).fill(9);
    case "hash":
      return `0x${"ab".repeat(t.length)}`;
    case "ip":
      return "10.0.0.1";
    case "enum":
      return t.values[0];
    case "list":
      return [sampleOf(t.of)];
    case "struct":
      return sampleArguments(t.fields);
    case "maybe":
      return sampleOf(t.of);
    case "call":
      return { call: "System.remark", args: { remark: Uint8Array.of(1, 2) } };
    case "column":
    case "any":
      return 1;
  }
}

/** A value for each field, optional ones included unless `onlyRequired`. */
export const sampleArguments = (fields: Fields, onlyRequired = false): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, { presence }]) => !onlyRequired || presence !== "optional")
      .map(([key, { type, presence, default: value }]) => [key, presence === "defaulted" ? value : sampleOf(type)]),
  );
