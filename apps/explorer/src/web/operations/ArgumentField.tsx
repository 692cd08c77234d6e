import type { ReactNode } from "react";
import type { Schema, Units } from "./catalogue.js";
import { asList, asText, type Draft, emptyDraft, fieldOf } from "./draft.js";
import { type Problems, placeIn } from "./problems.js";
import { expectationOf, isAddress, labelOf, shapeOf } from "./shape.js";
import { unitText } from "./unit-text.js";

export interface FieldProps {
  readonly name: string;
  /** As the gateway names it: `children[0].proportion`. */
  readonly place: string;
  readonly schema: Schema;
  /** Better than what the schema tells, where it is known. */
  readonly takes?: string | undefined;
  readonly required: boolean;
  readonly units: Units;
  readonly problems: Problems;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** One argument, or one field of an argument, by its schema. */
export function ArgumentField(props: FieldProps) {
  const shape = shapeOf(props.schema);
  if (shape === "object" || shape === "rows" || shape === "choices") {
    return (
      <fieldset className="field-group">
        <legend>
          <FieldHead {...props} />
        </legend>
        {shape === "object" ? (
          <Properties {...props} />
        ) : shape === "rows" ? (
          <Rows {...props} />
        ) : (
          <Choices {...props} />
        )}
        <FieldNote {...props} />
      </fieldset>
    );
  }
  const { place } = props;
  return (
    <div className="field">
      <label htmlFor={`field-${place}`}>
        <FieldHead {...props} />
      </label>
      <Input {...props} />
      <FieldNote {...props} />
    </div>
  );
}

function FieldHead({ name, schema, place, units, required }: FieldProps): ReactNode {
  const unit = units[place.replace(/\[\d+\]/g, "[]")];
  return (
    <>
      <b>{labelOf(name)}</b>
      {unit && <span className="unit">{unitText[unit]}</span>}
      {!required && <span className="optional muted">optional</span>}
      <span className="muted">{schema.description}</span>
    </>
  );
}

function FieldNote({ place, problems, schema }: FieldProps): ReactNode {
  const problem = problems[place] ?? itemProblem(place, schema, problems);
  return (
    problem && (
      <p className="field-problem" id={`problem-${place}`}>
        {problem}
      </p>
    )
  );
}

/** A list of plain items is one field, and shows what is wrong with any of them. */
const itemProblem = (place: string, schema: Schema, problems: Problems): string | undefined =>
  shapeOf(schema) === "rows" || shapeOf(schema) === "object"
    ? undefined
    : Object.entries(problems).find(([each]) => each.startsWith(`${place}[`))?.[1];

function Input({ place, schema, takes, required, problems, draft, onChange }: FieldProps): ReactNode {
  const shape = shapeOf(schema);
  const wrong = problems[place] ?? itemProblem(place, schema, problems);
  const common = {
    id: `field-${place}`,
    value: asText(draft),
    required,
    title: `It takes ${takes ?? expectationOf(schema)}.`,
    "aria-invalid": wrong !== undefined,
    "aria-describedby": wrong === undefined ? undefined : `problem-${place}`,
    spellCheck: false,
    autoComplete: "off",
  };
  const typed = (event: { readonly target: { readonly value: string } }) => onChange(event.target.value);
  if (shape === "choice" || shape === "flag") {
    const { spellCheck, autoComplete, ...rest } = common;
    return (
      <select {...rest} onChange={typed}>
        <option value="">{defaultText(schema) ?? (required ? "choose" : "not given")}</option>
        {(schema.enum ?? ["true", "false"]).map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    );
  }
  if (shape === "lines" || shape === "json") {
    const placeholder = shape === "lines" ? "one on each line" : "JSON";
    return <textarea {...common} rows={3} placeholder={defaultText(schema) ?? placeholder} onChange={typed} />;
  }
  const inputMode = shape === "number" ? "numeric" : schema.pattern?.includes("\\.") ? "decimal" : "text";
  return (
    <input
      {...common}
      type="text"
      inputMode={inputMode}
      className={isAddress(schema) || shape === "text" ? "long" : undefined}
      placeholder={defaultText(schema) ?? example(schema)}
      onChange={typed}
    />
  );
}

function defaultText({ default: value }: Schema): string | undefined {
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return undefined;
  return `${typeof value === "object" ? JSON.stringify(value) : value} unless given`;
}

function example(schema: Schema): string {
  if (isAddress(schema)) return "5…";
  const { minimum, maximum, pattern = "" } = schema;
  if (pattern.startsWith("^0x")) return "0x…";
  if (pattern.includes("\\.")) return "0.0";
  return minimum === undefined || maximum === undefined || maximum > 1e9 ? "" : `${minimum} to ${maximum}`;
}

function Properties({ schema, place, units, problems, draft, onChange }: FieldProps): ReactNode {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => (
    <ArgumentField
      key={name}
      name={name}
      place={placeIn(place, name)}
      schema={property}
      required={schema.required?.includes(name) ?? false}
      units={units}
      problems={problems}
      draft={fieldOf(draft, name)}
      onChange={(value) => onChange({ ...(draft as object), [name]: value })}
    />
  ));
}

function Rows(props: FieldProps): ReactNode {
  const { name, schema, place, draft, onChange } = props;
  const items = schema.items ?? {};
  const rows = asList(draft);
  return (
    <>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have nothing but their place
        <div className="field-row" key={index}>
          <p className="field-row-head">
            <span className="muted">
              {labelOf(name)} {index + 1}
            </span>
            <button type="button" onClick={() => onChange(rows.filter((_, each) => each !== index))}>
              Remove
            </button>
          </p>
          <Properties
            {...props}
            schema={items}
            place={`${place}[${index}]`}
            draft={row}
            onChange={(next) => onChange(rows.map((each, at) => (at === index ? next : each)))}
          />
        </div>
      ))}
      <p>
        <button
          type="button"
          id={`field-${place}`}
          disabled={rows.length >= (schema.maxItems ?? Number.POSITIVE_INFINITY)}
          onClick={() => onChange([...rows, emptyDraft(items)])}
        >
          Add one
        </button>
      </p>
    </>
  );
}

function Choices({ schema, place, draft, onChange }: FieldProps): ReactNode {
  const chosen = new Set(asList(draft));
  const toggle = (value: string) => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    onChange([...next]);
  };
  return (
    <div className="choices" id={`field-${place}`} tabIndex={-1}>
      {(schema.items?.enum ?? []).map((value) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} /> {value}
        </label>
      ))}
    </div>
  );
}
