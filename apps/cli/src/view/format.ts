/** Text for a terminal: bars, sparklines, columns. Pure; widths count characters. */

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
const LEVELS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** A bar for a share of 0 … 1, at most `width` characters, in steps of an eighth. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(Math.max(share, 0), 1) * width * 8);
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}

/** The last `width` values as levels between 0 and the largest of them. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = values.slice(-width);
  const top = Math.max(...shown, Number.MIN_VALUE);
  return shown.map((value) => LEVELS[Math.min(7, Math.floor((Math.max(value, 0) / top) * 7.999))]).join("");
}

export interface Column {
  readonly head: string;
  readonly align?: "left" | "right";
  /** May be left out where the terminal is too narrow; the last such column goes first. */
  readonly optional?: boolean;
  /** At least this many characters, so that tables drawn again and again keep their shape. */
  readonly width?: number;
}

/** Rows under their heads, two spaces between columns, nothing after the last. Control characters in cells are dropped. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  maxWidth = Number.POSITIVE_INFINITY,
): string[] {
  const cells = [columns.map(({ head }) => head), ...rows].map((row) =>
    row.map((cell) => plainText(cell).replace(/[\n\t]+/g, " ")),
  );
  const widths = columns.map(({ width = 0 }, index) =>
    Math.max(width, ...cells.map((row) => widthOf(row[index] ?? ""))),
  );
  const shown = shownColumns(columns, widths, maxWidth);
  return cells.map((row) =>
    shown
      .map((index) => pad(row[index] ?? "", widths[index] ?? 0, columns[index]?.align))
      .join("  ")
      .trimEnd(),
  );
}

/** Indexes of the columns that fit, from the left; columns that are not optional always stay. */
function shownColumns(columns: readonly Column[], widths: readonly number[], maxWidth: number): number[] {
  const shown = columns.map((_, index) => index);
  const total = () => shown.reduce((sum, index) => sum + (widths[index] ?? 0) + 2, -2);
  for (let index = columns.length - 1; index >= 0 && total() > maxWidth; index -= 1) {
    if (columns[index]?.optional) shown.splice(shown.indexOf(index), 1);
  }
  return shown;
}

function pad(text: string, width: number, align: Column["align"]): string {
  const space = " ".repeat(Math.max(width - widthOf(text), 0));
  return align === "right" ? space + text : text + space;
}

/** Characters that take a place; symbols of subnets come from many scripts. */
const widthOf = (text: string): number => [...text.replace(/\p{M}/gu, "")].length;

/** Without what could steer the terminal: names on chain and answers are other people's text. Line ends and tabs stay. */
export const plainText = (text: string): string => text.replace(/[^\P{C}\n\t\u200d]/gu, "");

/** Cuts a line to `width`, with `…` for what is gone. */
export const fit = (line: string, width: number): string =>
  line.length <= width ? line : `${line.slice(0, Math.max(width - 1, 0))}…`;

/** `1284` is `1,284`. */
export const grouped = (value: number): string => value.toLocaleString("en-US");

/** `0.25 s`, `84 ms`. */
export const duration = (ms: number): string =>
  ms < 100 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
