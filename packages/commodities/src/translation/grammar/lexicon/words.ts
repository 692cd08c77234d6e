/** Splits a row of a lexicon at its spaces, and holds it to its number of columns. */
export function words<const Count extends number>(row: string, count: Count): string[] & { readonly length: Count } {
  const found = row.split(" ");
  if (found.length !== count) throw new Error(`A row of the lexicon needs ${count} words: ${row}`);
  return found as string[] & { readonly length: Count };
}
