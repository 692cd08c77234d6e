import type { Schema } from "./catalogue.js";
import { asList, asText, type Draft, fieldOf, linesOf, typedValue } from "./draft.js";
import { expectationOf, shapeOf } from "./shape.js";

/** What is wrong in a form, by the field's place as the gateway names it: `children[0].proportion`. */
export type Problems = Readonly<Record<string, string>>;

export const placeIn = (place: string, name: string): string => (place === "" ? name : `${place}.${name}`);

/** Finds what can be found without asking: what is missing, and what does not fit its type. */
export function problemsOf(schema: Schema, draft: Draft, place = "", required = true): Problems {
  const value = typedValue(schema, draft);
  const shape = shapeOf(schema);
  if (value === undefined && place !== "") return required ? { [place]: "This is required." } : {};
  switch (shape) {
    case "object":
      return Object.assign(
        {},
        ...Object.entries(schema.properties ?? {}).map(([name, property]) =>
          problemsOf(property, fieldOf(draft, name), placeIn(place, name), schema.required?.includes(name) ?? false),
        ),
      );
    case "rows":
      return Object.assign(
        {},
        ...asList(draft).map((row, index) => problemsOf(schema.items ?? {}, row, `${place}[${index}]`)),
      );
    case "lines": {
      const items = schema.items ?? {};
      const wrong = linesOf(items, asText(draft)).find((line) => !fits(items, typedValue(items, line)));
      return wrong === undefined ? {} : { [place]: `${wrong.slice(0, 60)} is not ${expectationOf(items)}.` };
    }
    default:
      return fits(schema, value) ? {} : { [place]: `It takes ${expectationOf(schema)}.` };
  }
}

function fits({ type, pattern, minimum, maximum, minLength, maxLength }: Schema, value: unknown): boolean {
  if (type === "integer" && !Number.isSafeInteger(value)) return false;
  if (type === "number" && typeof value === "string") return /^\d+(\.\d+)? ?%$/.test(value);
  if (typeof value === "number") return value >= (minimum ?? value) && value <= (maximum ?? value);
  if (typeof value !== "string") return true;
  if (pattern !== undefined && !new RegExp(pattern, "i").test(value)) return false;
  return value.length >= (minLength ?? 0) && value.length <= (maxLength ?? value.length);
}
