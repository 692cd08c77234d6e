/** Figures with separators between them, as people write numbers. */
const figures = /\d+(?:[.,'\u00a0\u202f]\d+)*/gu;

/**
 * The numbers that stand in a text in figures, each in one way of writing: no separators of thousands, a point before decimals.
 * A last group of exactly three figures counts as thousands where the language separates them so.
 */
export function numbersIn(text: string, language: string): string[] {
  const decimal = language === "en" ? "." : ",";
  return (text.match(figures) ?? []).map((number) => {
    const groups = number.split(/[^\d]/u);
    const last = groups.at(-1)!;
    const separator = number.at(-last.length - 1);
    if (groups.length === 1) return number;
    const isDecimal = separator === decimal || last.length !== 3;
    return isDecimal ? `${groups.slice(0, -1).join("")}.${last.replace(/0+$/, "") || "0"}` : groups.join("");
  });
}

/** Share of numbers that two texts have in common, each as often as it occurs: 1 if neither has any. */
export function sharedNumbers(given: readonly string[], wanted: readonly string[]): number {
  const most = Math.max(given.length, wanted.length);
  if (most === 0) return 1;
  const rest = [...wanted];
  const common = given.filter((number) => {
    const index = rest.indexOf(number);
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
  return common.length / most;
}
