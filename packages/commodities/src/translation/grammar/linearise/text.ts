/** Joins what is there with spaces. */
export const say = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(" ");

/** A capital first letter. */
export const capitalised = (text: string): string =>
  text.replace(/^¿?\p{L}/u, (start) => start.toLocaleUpperCase("en"));
