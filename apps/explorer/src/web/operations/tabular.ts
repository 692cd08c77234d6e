/** What has no parts of its own. */
export const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  !isScalar(value) && !Array.isArray(value);

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const LEAST_COLUMNS = 3;

/** Columns of one length that lie side by side in an object, as a metagraph has them, turned into rows; undefined if there are too few. */
export function columnsAsRows(value: Readonly<Record<string, unknown>>): Rows | undefined {
  const lists = Object.entries(value).flatMap(([name, list]) =>
    Array.isArray(list) && list.length > 0 && list.every(isScalar) ? [[name, list as readonly unknown[]] as const] : [],
  );
  const length = lists[0]?.[1].length ?? 0;
  const columns = lists.filter(([, list]) => list.length === length);
  if (columns.length < LEAST_COLUMNS) return undefined;
  return {
    columns: columns.map(([name]) => name),
    rows: Array.from({ length }, (_, index) => Object.fromEntries(columns.map(([name, list]) => [name, list[index]]))),
  };
}
