import { useState } from "react";
import type { Schema, Units } from "./catalogue.js";
import { Scalar } from "./Scalar.js";
import { bare, isNumeric, labelOf } from "./shape.js";
import { isScalar } from "./tabular.js";
import { unitText } from "./unit-text.js";

interface ValueTableProps {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly columns: readonly { readonly name: string; readonly schema: Schema }[];
  readonly place: string;
  readonly units: Units;
}

/** More rows than this are shown when they are asked for. */
const FIRST_ROWS = 100;

/** Objects of one kind, one a row, with their place in front. */
export function ValueTable({ rows, columns, place, units }: ValueTableProps) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <>
      <div className="scroll tall">
        <table className="values-table">
          <thead>
            <tr>
              <th scope="col" className="number">
                #
              </th>
              {columns.map(({ name, schema }) => {
                const unit = units[`${place}.${name}`];
                return (
                  <th scope="col" key={name} title={bare(schema).description} className={alignment(schema, unit)}>
                    {labelOf(name)}
                    {unit && `, ${unitText[unit]}`}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows have nothing but their place
              <tr key={index}>
                <td className="number muted">{index}</td>
                {columns.map(({ name, schema }) => (
                  <td key={name} className={alignment(schema, units[`${place}.${name}`])}>
                    <Cell value={row[name]} schema={bare(schema)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <p className="more">
          <button type="button" onClick={() => setAll(true)}>
            Show all {rows.length} rows
          </button>
        </p>
      )}
    </>
  );
}

const alignment = (schema: Schema, unit: unknown): string | undefined =>
  unit !== undefined || isNumeric(bare(schema)) ? "number" : undefined;

/** Units stand in the head. What has parts is told short; the JSON has it whole. */
function Cell({ value, schema }: { readonly value: unknown; readonly schema: Schema }) {
  if (isScalar(value)) return <Scalar value={value} schema={schema} short />;
  const text = JSON.stringify(value);
  if (Array.isArray(value) && value.length === 0) return <span className="muted">none</span>;
  return (
    <span className="short" title={text.slice(0, 2_000)}>
      {text}
    </span>
  );
}
