import { Address } from "../components/Address.js";
import type { Schema, Units } from "./catalogue.js";
import { grouped } from "./grouped.js";
import { isAddress, isNumeric } from "./shape.js";

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
  if (unit) return <Amount text={String(value)} unit={unit} />;
  // An amount in a table, whose head has the unit.
  const isAmount = schema.pattern?.includes("\\.") ?? false;
  const text = isNumeric(schema) ? grouped(String(value), isAmount ? 4 : 6) : String(value);
  if (text === "") return <span className="muted">empty</span>;
  return short && text.length > 24 ? (
    <span className="short" title={text}>
      {text}
    </span>
  ) : (
    text
  );
}

function Amount({ text, unit }: { readonly text: string; readonly unit: NonNullable<ScalarProps["unit"]> }) {
  return (
    <span className="amount">
      <span className="muted">{unit === "alpha" ? "α" : "τ"}</span> {grouped(text, 4)}
      {unit === "tao per alpha" && <span className="muted"> per α</span>}
    </span>
  );
}
