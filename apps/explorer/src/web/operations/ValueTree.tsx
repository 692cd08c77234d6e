import type { Schema, Units } from "./catalogue.js";
import { placeIn } from "./problems.js";
import { Scalar } from "./Scalar.js";
import { bare, labelOf } from "./shape.js";
import { columnsAsRows, isObject, isScalar } from "./tabular.js";
import { unitText } from "./unit-text.js";
import { ValueTable } from "./ValueTable.js";

export interface ValueProps {
  readonly value: unknown;
  readonly schema: Schema;
  readonly place: string;
  readonly units: Units;
}

/** Lists longer than this are folded. */
const SHORT_LIST = 12;

/** A result as people read it: lists of objects as tables, objects as named values, the rest as it is. */
export function ValueTree({ value, schema: given, place, units }: ValueProps) {
  const schema = bare(given);
  if (isScalar(value)) return <Scalar value={value} schema={schema} unit={units[place]} />;
  if (Array.isArray(value)) return <List value={value} schema={schema} place={place} units={units} />;
  const table = columnsAsRows(value as Record<string, unknown>);
  const folded = new Set(table?.columns);
  const fields = Object.entries(value as Record<string, unknown>).filter(([name]) => !folded.has(name));
  return (
    <>
      <dl className="values">
        {fields.map(([name, field]) => {
          const property = schema.properties?.[name] ?? {};
          const at = placeIn(place, name);
          return (
            <div key={name} className={isScalar(field) ? undefined : "nested"}>
              <dt title={bare(property).description}>{labelOf(name)}</dt>
              <dd>
                <ValueTree value={field} schema={property} place={at} units={units} />
              </dd>
            </div>
          );
        })}
      </dl>
      {table && (
        <ValueTable
          rows={table.rows}
          columns={table.columns.map((name) => ({ name, schema: schema.properties?.[name]?.items ?? {} }))}
          place={place}
          units={units}
        />
      )}
    </>
  );
}

function List({ value, schema, place, units }: ValueProps & { readonly value: readonly unknown[] }) {
  const items = bare(schema.items ?? {});
  const at = `${place}[]`;
  if (value.length === 0) return <span className="muted">none</span>;
  if (value.every(isObject)) {
    const names = Object.keys(items.properties ?? value[0] ?? {});
    const columns = names.map((name) => ({ name, schema: items.properties?.[name] ?? {} }));
    return <ValueTable rows={value} columns={columns} place={at} units={units} />;
  }
  const unit = units[at];
  const list = (
    <ol className="list-of-values" start={0}>
      {value.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items have nothing but their place
        <li key={index}>
          <ValueTree value={item} schema={items} place={at} units={units} />
        </li>
      ))}
    </ol>
  );
  if (value.length <= SHORT_LIST) return list;
  return (
    <details>
      <summary>
        {value.length} values{unit ? `, ${unitText[unit]}` : ""}
      </summary>
      {list}
    </details>
  );
}
