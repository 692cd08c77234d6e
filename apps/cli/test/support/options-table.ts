import { flagName, type OptionSpec, type OptionTable } from "@taostack/primitives";

/** A program's options as a Markdown table, in the order of its option table. */
export function optionsTable(options: OptionTable): string {
  const rows = Object.entries(options).map(([key, spec]) => [
    spec.secret ? "–" : `\`--${flagName(key)}\``,
    `\`${spec.env}\``,
    defaultOf(spec),
    helpOf(spec).replaceAll("|", "\\|"),
  ]);
  return markdownTable([["Flag", "Environment", "Default", ""], ...rows]);
}

function defaultOf({ default: value, optional }: OptionSpec): string {
  if (value === undefined) return optional ? "" : "required";
  const text = Array.isArray(value) ? value.join(",") : String(value);
  return text === "" ? "" : `\`${text}\``;
}

const helpOf = ({ help, choices, orPath }: OptionSpec): string =>
  choices === undefined ? help : `${help}: ${choices.join(", ")}${orPath ? ", or a module's path" : ""}`;

function markdownTable([head = [], ...rows]: string[][]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
