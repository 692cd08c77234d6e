import { Address } from "../components/Address.js";
import type { Schema, Units } from "./catalogue.js";
import { grouped } from "./grouped.js";
import { isAddress, isNumeric } from "./shape.js";
import { unitText } from "./unit-text.js";

interface ScalarProps {
  readonly value: unknown;
  readonly schema: Schema;
  readonly unit?: Units[string] | undefined;
  /** In a table: addresses are cut, long texts end in dots. */
  readonly short?: boolean;
}

export function Scalar({ value, schema, unit, short = false }: ScalarProps) {
  if (value === null || value === undefined) return <span className="muted">–</span>;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (isAddress(schema)) return <Address address={String(value)} whole={!short} />;
  const text = isNumeric(schema) ? grouped(String(value)) : String(value);
  if (unit) {
    return (
      <span className="amount">
        <span className="muted">{unitText[unit]}</span> {grouped(text)}
      </span>
    );
  }
  if (text === "") return <span className="muted">empty</span>;
  return short && text.length > 24 ? (
    <span className="short" title={text}>
      {text}
    </span>
  ) : (
    text
  );
}
