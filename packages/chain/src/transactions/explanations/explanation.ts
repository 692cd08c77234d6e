export interface Explanation {
  /** Completes "… failed:". */
  readonly why: string;
  readonly remedy?: string;
}

/** Errors by the chain's names, from rows of name, why, remedy. */
export const explanationsOf = (
  rows: readonly (readonly [name: string, why: string, remedy: string])[],
): Readonly<Record<string, Explanation>> =>
  Object.fromEntries(rows.map(([name, why, remedy]) => [name, { why, remedy }]));
